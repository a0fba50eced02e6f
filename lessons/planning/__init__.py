"""Sessions: guides and activities put in order, fitted to the time there is, shared, shown, printed.

Owns the plans of helpers and the model sessions of editors. Knows of learners only how many they are; knows nothing
of how paper is set, which is the work of `lessons.sheets`.
"""
