"""Reports from readers on guides: the public form, its protection and the notifications."""
