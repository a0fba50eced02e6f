"""How requests are parsed, and which are refused before a view."""
