"""Commands about the quality of guides."""
