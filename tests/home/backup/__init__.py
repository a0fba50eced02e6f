"""Backups, restoring, and detection of damage."""
