"""Search: turns a typed query into guides, counts and suggestions.

Owns the tokens (how text becomes comparable words), the word index, the backend that Wagtail's administration
also uses, the query string of the catalogue and its facets. It takes a queryset and returns what to show; it
knows neither which model a guide is nor what makes a page public.
"""
