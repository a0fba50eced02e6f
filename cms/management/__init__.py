"""Holds the project-wide commands. Owns no rule: each command hands its work to the package that knows it."""
