"""Middleware and handlers before every view: request parsing, and responses to invalid requests.

Knows no page and no view by name.
"""
