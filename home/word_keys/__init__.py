"""Four-word keys: word list and parsing of typed keys. Knows nothing of what a key gives access to."""
