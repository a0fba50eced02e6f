"""Integrity checks of the live site. Each check yields one French sentence per error."""
