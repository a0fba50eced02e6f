"""Teaching guides: written once, found, read, printed. Owns the guides; knows nothing of how the project is wired."""
