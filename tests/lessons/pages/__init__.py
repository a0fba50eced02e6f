"""Guides as visitors read them."""
