"""Session plans: guides and activities in order, fitted to the time available, shared, shown, printed.

Owns the session plans of helpers and the model sessions of editors. About learners it knows only how
many there are. Typesetting belongs to `lessons.sheets`.
"""
