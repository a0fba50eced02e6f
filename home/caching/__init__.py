"""Keeps public pages in memory, ready to send, as long as nothing that they show has changed.

Owns when a page may be kept and when it is forgotten. Knows no kind of page: those say of themselves
that they may be kept (`home.caching.policy.allow_page_cache`), and models that no page shows say so (`affects_public_pages = False`).
See docs/decisions/0020-page-cache.md.
"""
