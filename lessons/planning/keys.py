"""The secret that lets one change a session. The four words that let others read it are home.word_keys."""

import hashlib
import re
import secrets

TOKEN_BYTES = 24  # 192 bits.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def new_token() -> str:
    """A secret that cannot be guessed, safe in an address and in a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def looks_like_a_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def hash_of(token: str) -> str:
    """What is stored in the place of `token`: a copy of the database opens no session.

    The token is random and long, so a plain hash cannot be reversed by trying.
    """
    return hashlib.sha256(token.encode()).hexdigest()
