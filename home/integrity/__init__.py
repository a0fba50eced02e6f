"""Looks for damage in the live site. Each check yields French sentences, one for each thing that is damaged."""
