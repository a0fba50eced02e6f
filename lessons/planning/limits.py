"""How often one network may try. A library has one address for all its readers: room enough for a workshop."""

from datetime import timedelta

from home.limits import Limit

_TEN_MINUTES = timedelta(minutes=10)
WRONG_KEYS = Limit("cle", 20, _TEN_MINUTES)  # Far too few for guessing.
NEW_SESSIONS = Limit("seance", 60, _TEN_MINUTES)
