"""Checks that the addresses guides lead to still answer. Owns how a site is asked; knows nothing of the administration."""
