"""Template tags about guides. Owns the preparation of a guide for HTML; knows nothing of search or sheets."""
