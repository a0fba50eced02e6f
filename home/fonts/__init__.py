"""Fonts of printed documents, and the characters that they cover. Knows nothing of the documents.

The files in this folder are for symbols on screens: ☑ ⋮ ⚙ 🔍. They are subsets of Noto Sans Symbols 2, Noto
Sans Symbols, Noto Sans Math and Noto Emoji (npm: @fontsource, 5.3), reduced with fontTools to the characters
missing from the fonts before them, under the licence in OFL.txt. Beside them stand fonts with nothing but a plain
zero, under the same licence, drawn by home.fonts.paper_zero.
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
PAPER_FONT = fontpkg_atkinson_hyperlegible.ROOT / "files"
# Each font covers characters missing from those before it: narrow spaces and Cyrillic; then arrows and ticks;
# then symbols of screens.
FONT_FOLDERS = [
    PAPER_FONT,
    *(package.ROOT / "files" for package in (fontpkg_noto_sans, fontpkg_inter)),
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
    """Return every character that the fonts cover."""
    found: set[int] = set()
    for folder in FONT_FOLDERS:
        for path in folder.glob("*.ttf"):
            with TTFont(path, lazy=True) as font:
                found.update(font.getBestCmap())
    return frozenset(map(chr, found))


def visible_characters(text: str) -> Iterator[str]:
    """Yield `text` without control, bidi override, private-use and unassigned characters.

    Characters that only select a variant of the previous one are dropped too.
    """
    for character in text:
        if unicodedata.category(character) not in _INVISIBLE and character not in _DROPPED_MARKS:
            yield character


def undrawn_characters(text: str) -> list[str]:
    """Return the characters of `text` that no font covers, each once, in order."""
    lines = " ".join(text.split())
    return list(dict.fromkeys(sign for sign in visible_characters(lines) if sign not in drawn_characters()))
