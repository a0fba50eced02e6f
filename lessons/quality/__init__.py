"""Quality of guides: roles and review, text checks, freshness, links, reports from readers.

Owns what may be published and the findings on a guide. Knows nothing of printed sheets or session plans.
"""
