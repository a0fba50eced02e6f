"""Pages kept in memory."""
