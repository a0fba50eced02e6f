"""Benchmarks: figures for the docs, never a test. Each module says what it compares and how."""
