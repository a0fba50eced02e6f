"""The deployment files: the names in them exist, and private data stays private."""
