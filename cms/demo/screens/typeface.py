"""Loads fonts, measures and wraps text. Knows nothing of colours and positions."""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files

from PIL import ImageFont

SCALE = 3
"""Drawings are made this many times larger, then reduced, so that edges are smooth."""

FONT = ("fontpkg_noto_sans", "files", "NotoSans[wdth,wght].ttf")
"""Path inside the package, which offers no typed function for it."""
NORMAL_WIDTH = 100
LINE_HEIGHT = 1.4
CAP_HEIGHT = 0.7
ABSENT_SIGNS = str.maketrans({"\u202f": "\u00a0", "→": "›", "✓": "√", "✔": "√", "★": "*", "▾": "v"})


UNBREAKABLE = re.compile(r" (?=[:;?!»€%])|(?<=«) |(?<=\d) (?=\d|h\b)|(?<=\d h) (?=\d)")
"""No-break spaces: before « : ; ! ? », inside numbers and hours."""


@dataclass(frozen=True)
class Type:
    """Size in picture pixels; weight 400 or 700."""

    size: float
    weight: int = 400

    @property
    def line(self) -> float:
        return round(self.size * LINE_HEIGHT)

    def bold(self) -> "Type":
        return replace(self, weight=700)

    def width(self, words: str) -> float:
        return font(self).getlength(clean(words)) / SCALE


def clean(words: str) -> str:
    return words.translate(ABSENT_SIGNS)


@cache
def font(style: Type) -> ImageFont.FreeTypeFont:
    package, *place = FONT
    with as_file(files(package).joinpath(*place)) as path:
        # The basic engine gives the same result everywhere; the other one depends on a system library.
        face = ImageFont.truetype(path, round(style.size * SCALE), layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([style.weight, NORMAL_WIDTH])
    return face


def wrap(words: str, style: Type, width: float) -> list[str]:
    lines: list[str] = []
    for paragraph in UNBREAKABLE.sub("\u00a0", words).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip(" ")
            if style.width(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while style.width(line) > width and len(line) > 1:
                head = _head(line, style, width)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line)
    return lines


def _head(word: str, style: Type, width: float) -> str:
    size = len(word) - 1
    while size > 1 and style.width(word[:size]) > width:
        size -= 1
    return word[:size]


def ellipse(words: str, style: Type, width: float) -> str:
    if style.width(words) <= width:
        return words
    kept = words
    while kept and style.width(f"{kept}…") > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"
