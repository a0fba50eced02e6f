"""Tags that other pages use to lead to the session."""
