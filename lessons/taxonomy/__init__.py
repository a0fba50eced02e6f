"""The words guides are sorted by. Owns levels, procedure types, sites, devices, audiences, glossary.

Knows nothing of guides: what uses a term is found through the database's own relations.
"""
