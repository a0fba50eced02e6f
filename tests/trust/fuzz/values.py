"""Hostile texts, and the ways to encode them in an address or a form."""

import string
from collections.abc import Callable
from random import Random
from urllib.parse import quote, quote_from_bytes

from tests.cms.requests.client import BAD_PAGES, BAD_WORDS, FIELDS
from tests.lessons.planning.conftest import HERE

# If written unescaped into a page, they would be markup or close an attribute; into a header, another header.
MARKS = ("<canari onload=x>", "canari\"'onx=1", "canari\r\nX-Canari: 1")
RARE = [word for word in BAD_WORDS if len(word) > 500]  # Slow to send and read, so used rarely.
USUAL = [word for word in BAD_WORDS if len(word) <= 500]
FAMILIAR = ["passeport", "debutant", "ordinateur", "tout-public", "30", "recents", "titre", "1", "90", "{pk}"]
NUMBERS = ["-1", "0", "1e309", "0x10", "2147483648", "9223372036854775808", "-9" * 40, "1_000", "०", "inf"]
STRANGE = [
    *["../../etc/passwd", "..\\..\\", "/etc/passwd%00.png", "file:///etc/passwd", "//evil.example", "\\\\evil"],
    *["javascript:alert(1)", "data:text/html,x", "' OR 1=1 --", "$(id)", "`id`", "${7*7}", "{{7*7}}", "{% debug %}"],
    *["\ud800", "\U0010ffff", "ﬁ", "İ", "ß" * 40, "e\u0301", "\u2028", "\u200f", "ﷺ" * 20, "\x1b[31m", "\x7f", "\ufeff"],
    *["2026-02-30", "9999-12-31", "0000-00-00", "24:61", "12:00", "2026-11-24", "marie@exemple.fr", "1 85 05 78 006 084 36"],
]  # fmt: skip
CONTROLS = [
    "recto-verso",
    "reperes",
    "encre",
    "entieres",
    "livret",
    "exact",
    "info",
    "p",
    "format",
    "next",
    "return_url",
]
CHOICES = [
    "papier",
    "taille",
    "images",
    "duree",
    "exemplaires",
    "cle",
    "jeton",
    "modele",
    "retour",
    "utm_source",
]
NAMES = [*FIELDS, *CONTROLS, *CHOICES, "q[]", "niveau[]", "__proto__", "_method", ""]
ALPHABETS = [
    string.printable,
    "".join(map(chr, range(0x80, 0x2FFF))),
    "é’« »œ\u00a0\u202f",
    "<>&\"'%+;=#?/\\",
]


def hostile_text(random: Random) -> str:
    """One value: one known to cause problems, a familiar word, or random letters."""
    kind = random.random()
    if kind < 0.01:
        return random.choice(RARE)
    if kind < 0.25:
        return random.choice(USUAL + BAD_PAGES)
    if kind < 0.45:
        return random.choice(MARKS)
    if kind < 0.75:
        return random.choice(FAMILIAR + NUMBERS + STRANGE)
    return "".join(random.choices(random.choice(ALPHABETS), k=random.randint(0, 30)))


def random_bytes(random: Random, most: int = 60) -> bytes:
    return random.randbytes(random.randint(0, most))


def _as_utf8(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def _as_latin(text: str) -> str:
    return quote(text.encode("latin-1", "replace"))


def _twice(text: str) -> str:
    return quote(_as_utf8(text))


def _broken(text: str) -> str:
    return _as_utf8(text).replace("%", "%%", 1) + "%e"


def _bare(text: str) -> str:
    """As a careless program sends it: spaces are escaped, but nothing else."""
    return "".join(_as_utf8(letter) if ord(letter) > 0xFF or letter.isspace() else letter for letter in text)


WRITINGS: list[Callable[[str], str]] = [*[_as_utf8] * 6, _as_latin, _twice, _broken, _bare]


def written(random: Random, text: str) -> str:
    """`text` as it is written in an address."""
    return text if text == "{pk}" else random.choice(WRITINGS)(text)


def query_string(random: Random, names: list[str] = NAMES) -> str:
    """None, some bytes, or pairs, some of them repeated."""
    kind = random.random()
    if kind < 0.15:
        return ""
    if kind < 0.25:
        return quote_from_bytes(random_bytes(random), safe="%&=+;[]")
    count = 1_001 if kind > 0.998 else random.randint(1, 5)
    pairs = [(random.choice(names), hostile_text(random)) for _ in range(min(count, 5))]
    pairs += pairs[:1] * (count - len(pairs) if count > 5 else random.randint(0, 1))
    return "&".join(f"{_as_utf8(name)}={written(random, value)}" for name, value in pairs)


def header_text(random: Random) -> str:
    """Text that a header can carry: Latin letters on one line."""
    text = hostile_text(random) if random.random() < 0.7 else random_bytes(random).decode("latin-1")
    return text.encode("latin-1", "ignore").decode("latin-1").translate({10: None, 13: None})


FROM_HERE = dict(HERE)
