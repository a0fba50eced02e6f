"""Checks of a guide: faults that block publication, and advice. Knows no request."""
