"""Logging in to the administration: attempts that are counted, two-factor authentication, the length of a session."""
