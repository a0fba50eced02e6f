"""What text may reach the typesetter: no invisible control, nothing a loaded font cannot draw, French spaces."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from home.fonts import drawn_characters, visible_characters

MISSING = "\N{REPLACEMENT CHARACTER}"  # Not a square, which on paper is a box to tick.
MAX_TEXT = 6_000
ADDRESSES = frozenset({"address", "short_address"})
NARROW = "\N{NARROW NO-BREAK SPACE}"

_BEFORE = re.compile(r"[ \N{NO-BREAK SPACE}]+(?=[;:!?»])")
_AFTER = re.compile(r"«[ \N{NO-BREAK SPACE}]+")
_UNIT = re.compile(r"(?<=\d) (?=(?:min|h|€|%)(?:\W|$))")


def clean(text: str) -> str:
    """`text` without controls, bidi overrides, private or unassigned characters, cut at 6,000 characters.

    A character that no loaded font draws becomes a question mark in a lozenge: PDF/UA-1 refuses a missing glyph, and a
    visible hole is better than none.
    """
    drawn = drawn_characters()
    text = text[:MAX_TEXT].replace("\t", " ").replace("\n", " ")
    return "".join(sign if sign in drawn else MISSING for sign in visible_characters(text))


def french(text: str) -> str:
    """Clean text whose double punctuation and units stay with their word. Adds no character, only narrows spaces."""
    text = _BEFORE.sub(NARROW, clean(text))
    return _UNIT.sub("\N{NO-BREAK SPACE}", _AFTER.sub(f"«{NARROW}", text))


def french_values(value: Any) -> Any:
    """`value` with all its texts as `french` makes them: mappings, sequences and dataclasses of such values too.

    The edge of paper: what makes a document is put together in plain words, and passes here once. Fields of ADDRESSES
    stay as they are: they are followed, not read.
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
