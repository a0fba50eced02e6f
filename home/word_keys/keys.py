"""Keys of four words, which one says aloud or copies from paper: what they open needs no account.

They are drawn by `secrets` from a list long enough that four of them hold more than 40 bits; who lets them open
something limits the tries besides (home.rate_limits).
"""

import re
import secrets
from functools import cache
from pathlib import Path

from home.text.folding import fold

WORDS_IN_A_KEY = 4
MAX_KEY_LENGTH = 60
_WORDS_FILE = Path(__file__).with_name("words.txt")
_NOT_A_LETTER = re.compile(r"[^a-z]+")


@cache
def words() -> tuple[str, ...]:
    return tuple(_WORDS_FILE.read_text(encoding="utf-8").split())


@cache
def known_words() -> frozenset[str]:
    return frozenset(words())


def draw_key() -> str:
    """Four words such as "citron-velo-matin-lampe"."""
    return "-".join(secrets.choice(words()) for _ in range(WORDS_IN_A_KEY))


def typed_words(typed: str) -> list[str]:
    """The words that someone typed, without capitals and accents, whatever stood between them."""
    return [word for word in _NOT_A_LETTER.split(fold(typed[: 2 * MAX_KEY_LENGTH])) if word]


def read_key(typed: str) -> str:
    """The key that someone typed, whatever capitals, accents, blanks or dashes they used; "" when it cannot be one."""
    found = typed_words(typed)
    if len(found) != WORDS_IN_A_KEY or not known_words().issuperset(found):
        return ""
    return "-".join(found)
