"""Runs scheduled tasks. Decides when each task runs; knows nothing of what the tasks do."""
