"""Management commands of session plans."""
