"""Template tags about the quality of guides."""
