"""Screens of quality: those of editors in the administration, and the public forms."""
