"""Adding, masking, cropping and deleting images in the administration. Knows nothing of the guides that show them."""
