"""Four-word keys that people say aloud or copy from paper; they give access without an account.

Words are drawn with `secrets` from a list long enough for four of them to exceed 40 bits. Views that accept a
key also limit the number of attempts (home.rate_limits).
"""

import re
import secrets
import unicodedata
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
    """Return four random words such as "citron-velo-matin-lampe"."""
    return "-".join(secrets.choice(words()) for _ in range(WORDS_IN_A_KEY))


def typed_words(typed: str) -> list[str]:
    """Return the words of `typed`, folded to lower case without accents, whatever separates them."""
    composed = unicodedata.normalize("NFC", typed[: 2 * MAX_KEY_LENGTH])
    separated = re.sub(
        r"\W+", " ", composed
    )  # Folding would delete invisible separators, and join the words.
    return [word for word in _NOT_A_LETTER.split(fold(separated)) if word]


def read_key(typed: str) -> str:
    """Return the normalised key, whatever case, accents, spaces or dashes were typed; "" when invalid."""
    found = typed_words(typed)
    if len(found) != WORDS_IN_A_KEY or not known_words().issuperset(found):
        return ""
    return "-".join(found)
