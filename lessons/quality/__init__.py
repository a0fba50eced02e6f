"""Keeps guides true and clear: roles and review, checks of the text, freshness, links, reports from readers.

Owns what may be published and what is said about a guide's quality. Knows nothing of paper or sessions.
"""
