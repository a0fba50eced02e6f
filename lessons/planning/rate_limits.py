"""How often one network may try. A library has one address for all its readers: room enough for a workshop."""

from datetime import timedelta

from home.rate_limits.limits import RateLimit

_TEN_MINUTES = timedelta(minutes=10)
WRONG_KEYS = RateLimit("cle", 20, _TEN_MINUTES)  # Far too few for guessing.
NEW_SESSIONS = RateLimit("seance", 60, _TEN_MINUTES)
