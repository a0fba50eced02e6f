"""Project-wide commands. Each command only calls the package that does the work."""
