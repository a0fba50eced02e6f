"""Runs what is done regularly without anybody asking. Owns when; knows nothing of how each thing is done elsewhere."""
