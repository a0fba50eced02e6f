"""What text may reach the typesetter: no invisible control, nothing a loaded font cannot draw, French spaces."""

import re
import unicodedata
from functools import cache

import fontpkg_atkinson_hyperlegible
import fontpkg_inter
import fontpkg_noto_sans
from fontTools.ttLib import TTFont

# The last ones draw what the first has not: narrow spaces and Cyrillic, then arrows and ticks.
FONT_FOLDERS = [
    package.ROOT / "files" for package in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans, fontpkg_inter)
]
MISSING = "\N{WHITE SQUARE}"
MAX_TEXT = 6_000
NARROW = "\N{NARROW NO-BREAK SPACE}"

_BEFORE = re.compile(r"[ \N{NO-BREAK SPACE}]+(?=[;:!?»])")
_AFTER = re.compile(r"«[ \N{NO-BREAK SPACE}]+")
_UNIT = re.compile(r"(?<=\d) (?=(?:min|h|€|%)(?:\W|$))")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_DROPPED_MARKS = {"\N{VARIATION SELECTOR-15}", "\N{VARIATION SELECTOR-16}"}


def clean(text: str) -> str:
    """`text` without controls, bidi overrides, private or unassigned characters, cut at 6,000 characters.

    A character that no loaded font draws becomes a white square: PDF/UA-1 refuses a missing glyph, and a visible
    hole is better than none.
    """
    drawn = drawn_characters()
    return "".join(
        sign if sign in drawn else MISSING
        for sign in text[:MAX_TEXT].replace("\t", " ").replace("\n", " ")
        if unicodedata.category(sign) not in _INVISIBLE and sign not in _DROPPED_MARKS
    )


def french(text: str) -> str:
    """Clean text whose double punctuation and units stay with their word. Adds no character, only narrows spaces."""
    text = _BEFORE.sub(NARROW, clean(text))
    return _UNIT.sub("\N{NO-BREAK SPACE}", _AFTER.sub(f"«{NARROW}", text))


@cache
def drawn_characters() -> frozenset[str]:
    """Every character that the fonts of the sheets can draw."""
    found: set[int] = set()
    for folder in FONT_FOLDERS:
        for path in folder.glob("*.ttf"):
            with TTFont(path, lazy=True) as font:
                found.update(font.getBestCmap())
    return frozenset(map(chr, found))
