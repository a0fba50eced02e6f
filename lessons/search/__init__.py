"""Search: what people type, turned into guides, counts and suggestions.

Owns the words (how text becomes words that can be compared), the index of words, the backend that Wagtail's
administration uses too, the query string of the catalogue and its facets. It takes a queryset and gives what to show;
it knows neither which model a guide is nor what makes a page visible.
"""
