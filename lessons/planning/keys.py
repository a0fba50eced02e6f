"""Keys of sessions: the secret that lets one change a session, and the four words that let others read it.

The words are a capability too, so they are drawn by `secrets` from a list long enough that four of them hold more
than 40 bits; tries are limited besides (see `limits`).
"""

import hashlib
import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

TOKEN_BYTES = 24  # 192 bits.
WORDS_IN_A_KEY = 4
MAX_KEY_LENGTH = 60
_WORDS_FILE = Path(__file__).parent / "data" / "words.txt"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_NOT_A_LETTER = re.compile(r"[^a-z]+")


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


@cache
def words() -> tuple[str, ...]:
    return tuple(_WORDS_FILE.read_text(encoding="utf-8").split())


@cache
def known_words() -> frozenset[str]:
    return frozenset(words())


def draw_share_key() -> str:
    """Four words such as "citron-velo-matin-lampe"."""
    return "-".join(secrets.choice(words()) for _ in range(WORDS_IN_A_KEY))


def typed_words(typed: str) -> list[str]:
    """The words that someone typed, without capitals and accents, whatever stood between them."""
    letters = unicodedata.normalize("NFKD", typed[: 2 * MAX_KEY_LENGTH].replace("œ", "oe")).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word for word in _NOT_A_LETTER.split(plain) if word]


def read_share_key(typed: str) -> str:
    """The key that someone typed, whatever capitals, accents, blanks or dashes they used; "" when it cannot be one."""
    found = typed_words(typed)
    if len(found) != WORDS_IN_A_KEY or not known_words().issuperset(found):
        return ""
    return "-".join(found)
