"""The review process, from the submission of a guide to its publication. Knows no text of a guide."""
