"""Rules of French sentences: counts words and finds expressions. Pure; knows nothing of guides."""
