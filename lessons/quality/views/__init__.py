"""Views of quality in the administration."""
