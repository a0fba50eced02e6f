"""Storage of media files, on disk or in a bucket that machines share. Knows nothing of their content."""
