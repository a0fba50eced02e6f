"""Teaching guides: writing, search, reading, printing. Owns the guides; does not know project settings."""
