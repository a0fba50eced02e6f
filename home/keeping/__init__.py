"""Keeps the site: backs it up, restores it, and looks for what is damaged.

Owns the archive (rows as text, files with checksums), its writing, its reading and its checks. Reads every table by
what the models declare, so it knows no model of another package; what else can be checked comes through VERIFY_HOOK.
"""
