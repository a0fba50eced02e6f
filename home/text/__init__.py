"""Words: how French is set, counted and folded, and what in a text identifies a person. Knows no page and no request."""
