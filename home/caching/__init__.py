"""Keeps rendered public pages in memory until something that they show changes.

The package decides when a page may be cached and when its entry is dropped. It knows no page type: a view
marks its response as cacheable (`home.caching.policy.allow_page_cache`), and a model that no page shows
declares `affects_public_pages = False`. See docs/decisions/0020-page-cache.md.
"""
