"""Media files in a bucket instead of a folder of this machine: every journey still works."""
