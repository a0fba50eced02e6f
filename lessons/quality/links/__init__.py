"""Checks whether the links of guides still work. Owns the HTTP requests; does not know the administration."""
