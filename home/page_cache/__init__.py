"""Keeps public pages in memory, ready to send, as long as nothing that they show has changed.

Owns when a page may be kept and when it is forgotten. Knows no kind of page: those say of themselves
that they may be kept (`home.answers.may_be_kept`), and models that no page shows say so (`is_unseen = True`).
See docs/decisions/0020-page-cache.md.
"""
