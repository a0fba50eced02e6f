"""Answers requests about sessions: one's own, those shared by key, model sessions, projection, files."""
