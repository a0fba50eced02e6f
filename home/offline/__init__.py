"""Offline reading: the service worker, its version and its page. Knows no guide."""
