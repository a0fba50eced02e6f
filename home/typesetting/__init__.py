"""Makes documents out of values and templates, in a worker process, within limits. Owns files, slots and the cache of files.

Knows nothing of what a document says: who asks for one brings its templates and values. `typst/` has the templates that
all documents share.
"""
