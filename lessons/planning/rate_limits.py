"""Rate limits per client network. A library has one address for all readers, so they allow a workshop."""

from datetime import timedelta

from home.rate_limits.limits import RateLimit

_TEN_MINUTES = timedelta(minutes=10)
WRONG_KEYS = RateLimit("cle", 20, _TEN_MINUTES)  # Far too few attempts to guess a key.
NEW_SESSIONS = RateLimit("seance", 60, _TEN_MINUTES)
