"""The fonts that papers are set in, and which characters they draw. Knows nothing of papers.

The files of this folder are for the signs of screens: ☑ ⋮ ⚙ 🔍. They are parts of Noto Sans Symbols 2, Noto Sans Symbols,
Noto Sans Math and Noto Emoji (npm: @fontsource, 5.3), cut with fontTools to the characters that the fonts before them lack,
under the licence of OFL.txt.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_inter
import fontpkg_noto_sans
from fontTools.ttLib import TTFont

SIGNS = Path(__file__).parent
# The second draws what the first has not: narrow spaces and Cyrillic; then arrows and ticks; then signs of screens.
FONT_FOLDERS = [
    *(
        package.ROOT / "files"
        for package in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans, fontpkg_inter)
    ),
    SIGNS,
]
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_SKIN_TONES = map(chr, range(0x1F3FB, 0x1F400))
_DROPPED_MARKS = {
    "\N{VARIATION SELECTOR-15}",
    "\N{VARIATION SELECTOR-16}",
    "\N{COMBINING ENCLOSING KEYCAP}",
    *_SKIN_TONES,
}


@cache
def drawn_characters() -> frozenset[str]:
    """Every character that the fonts can draw."""
    found: set[int] = set()
    for folder in FONT_FOLDERS:
        for path in folder.glob("*.ttf"):
            with TTFont(path, lazy=True) as font:
                found.update(font.getBestCmap())
    return frozenset(map(chr, found))


def visible_characters(text: str) -> Iterator[str]:
    """`text` without controls, bidi overrides, private or unassigned characters, and what only chooses between looks."""
    for character in text:
        if unicodedata.category(character) not in _INVISIBLE and character not in _DROPPED_MARKS:
            yield character


def undrawn_characters(text: str) -> list[str]:
    """The characters of `text` that no font draws, each once, in their order."""
    lines = " ".join(text.split())
    return list(dict.fromkeys(sign for sign in visible_characters(lines) if sign not in drawn_characters()))
