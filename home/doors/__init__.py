"""The door of the administration: tries that are counted, and the second step. It knows nothing of what lies behind."""
