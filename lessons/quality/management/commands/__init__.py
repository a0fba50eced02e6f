"""Management commands about the quality of guides."""
