"""How requests are read, and what is refused before a view."""
