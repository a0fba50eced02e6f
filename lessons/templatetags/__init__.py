"""Template tags about guides. Owns how a guide is prepared for HTML; knows nothing of search or paper."""
