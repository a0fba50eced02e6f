"""The terms that classify guides. Owns levels, procedure types, sites, devices, audiences and the glossary.

Knows nothing of guides: uses of a term are found through the relations of the models.
"""
