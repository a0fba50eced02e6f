"""Management commands of guides."""
