"""Typesets documents from values and templates in a worker process, within limits.

Owns output files, slots and the file cache. Knows nothing of the content: callers provide their templates and
values. `typst/` holds the templates that all documents share.
"""
