"""Keys of four words. Owns the list of words and the reading of what people type; knows nothing of what a key opens."""
