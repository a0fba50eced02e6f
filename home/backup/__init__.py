"""Backups: a signed archive of all rows as text and all files, made while the site runs, and its restoration.

Reads every table by what the models declare, so it knows no model of another package.
"""
