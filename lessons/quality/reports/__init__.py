"""What readers tell us of guides. Owns the public form, its protection and who is told."""
