"""Where media files live: on disk, or in a bucket that machines share. Knows names and bytes, nothing of what is on the pictures."""
