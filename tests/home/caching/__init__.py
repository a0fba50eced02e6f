"""The page cache and memoized values."""
