"""Backups: a signed archive of all rows as text and all files, made while the site runs; restoration.

Tables are read through model metadata, so this package needs no knowledge of other packages' models.
"""
