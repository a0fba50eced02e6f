"""The copy of the site as a folder."""
