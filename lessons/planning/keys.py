"""The secret that allows changing a session plan. The four-word key for readers is in home.word_keys."""

import hashlib
import re
import secrets

TOKEN_BYTES = 24  # 192 bits.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def new_token() -> str:
    """Return a secret that cannot be guessed, and is safe in a URL and in a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def looks_like_a_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def hash_of(token: str) -> str:
    """Return the hash stored instead of `token`, so that a copy of the database opens no session plan.

    The token is random and long, so a plain hash cannot be reversed by trying.
    """
    return hashlib.sha256(token.encode()).hexdigest()
