"""Counts and finds things in French sentences. Owns the rules of the language; knows nothing of guides, pure."""
