"""Template tags that link other pages to the session plan."""
