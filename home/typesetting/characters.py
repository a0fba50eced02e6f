"""Prepares text for the typesetter: no control characters, only characters in the fonts, French spacing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from home.fonts import drawn_characters, visible_characters

MISSING = "\N{REPLACEMENT CHARACTER}"  # Not a square, which would look like a checkbox on paper.
MAX_TEXT = 40_000  # A step of 2,000 words is printed whole; a page of letters by mistake is not.
ADDRESSES = frozenset({"address", "short_address"})
NARROW = "\N{NARROW NO-BREAK SPACE}"
Prepare = Callable[[str], str]

_BEFORE = re.compile(r"[ \N{NO-BREAK SPACE}]+(?=[;:!?»])")
_AFTER = re.compile(r"«[ \N{NO-BREAK SPACE}]+")
_UNIT = re.compile(r"(?<=\d) (?=(?:min|h|€|%)(?:\W|$))")


def visible(text: str) -> str:
    """Remove control, bidi override, private-use and unassigned characters; cut at 40,000 characters."""
    text = text[:MAX_TEXT].replace("\t", " ").replace("\n", " ")
    return "".join(visible_characters(text))


def clean(text: str) -> str:
    """Keep what is visible and can be drawn.

    A character missing from all loaded fonts becomes U+FFFD: PDF/UA-1 forbids missing glyphs, and a visible
    replacement is better than none.
    """
    drawn = drawn_characters()
    return "".join(sign if sign in drawn else MISSING for sign in visible(text))


def french(text: str, prepare: Prepare = clean) -> str:
    """Prepare the text, and keep punctuation and units on the line of their word. Only spaces change."""
    text = _BEFORE.sub(NARROW, prepare(text))
    return _UNIT.sub("\N{NO-BREAK SPACE}", _AFTER.sub(f"«{NARROW}", text))


def french_values(value: Any, prepare: Prepare = clean) -> Any:
    """Apply `french` to all text in `value`, including in mappings, sequences and dataclasses.

    Documents are assembled from plain text and pass through this function once, before typesetting. Fields in
    ADDRESSES are left unchanged: they are link targets. `prepare` is `visible` for word processors, which have
    fonts of their own.
    """
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return french(value, prepare)
    if isinstance(value, Mapping):
        return {
            key: inner if key in ADDRESSES else french_values(inner, prepare) for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return type(value)(french_values(inner, prepare) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **french_values(inner, prepare))
    return value
