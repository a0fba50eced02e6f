"""Prepares text for the typesetter: no control characters, only characters in the fonts, French spacing."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from home.fonts import drawn_characters, visible_characters

MISSING = "\N{REPLACEMENT CHARACTER}"  # Not a square, which would look like a checkbox on paper.
MAX_TEXT = 6_000
ADDRESSES = frozenset({"address", "short_address"})
NARROW = "\N{NARROW NO-BREAK SPACE}"

_BEFORE = re.compile(r"[ \N{NO-BREAK SPACE}]+(?=[;:!?»])")
_AFTER = re.compile(r"«[ \N{NO-BREAK SPACE}]+")
_UNIT = re.compile(r"(?<=\d) (?=(?:min|h|€|%)(?:\W|$))")


def clean(text: str) -> str:
    """Remove control, bidi override, private-use and unassigned characters; cut at 6,000 characters.

    A character missing from all loaded fonts becomes U+FFFD: PDF/UA-1 forbids missing glyphs, and a visible
    replacement is better than none.
    """
    drawn = drawn_characters()
    text = text[:MAX_TEXT].replace("\t", " ").replace("\n", " ")
    return "".join(sign if sign in drawn else MISSING for sign in visible_characters(text))


def french(text: str) -> str:
    """Clean the text, and keep punctuation and units on the line of their word. Only spaces change."""
    text = _BEFORE.sub(NARROW, clean(text))
    return _UNIT.sub("\N{NO-BREAK SPACE}", _AFTER.sub(f"«{NARROW}", text))


def french_values(value: Any) -> Any:
    """Apply `french` to all text in `value`, including in mappings, sequences and dataclasses.

    Documents are assembled from plain text and pass through this function once, before typesetting. Fields in
    ADDRESSES are left unchanged: they are link targets.
    """
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return french(value)
    if isinstance(value, Mapping):
        return {key: inner if key in ADDRESSES else french_values(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(french_values(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **french_values(inner))
    return value
