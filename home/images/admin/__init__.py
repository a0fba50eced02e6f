"""Adds, masks, crops and deletes images in the administration. Knows nothing of the guides that show them."""
