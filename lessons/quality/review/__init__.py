"""What happens between the submission of a guide and its publication. Knows no text of a guide."""
