"""Views of session plans: the visitor's own plan, shared plans, model sessions, projection and files."""
