"""Backups, restoring, and looking for what is damaged."""
