"""A document as a row of pieces, whatever program wrote it."""

from dataclasses import dataclass
from enum import StrEnum


class BadDocumentError(ValueError):
    """A file that cannot be read as a document. The message is one plain French sentence."""


class Kind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    BULLET = "ul"
    NUMBER = "ol"
    PICTURE = "picture"
    LEFT = "left"


@dataclass(frozen=True)
class Piece:
    """One paragraph, list item or picture, in the order of the document.

    Attributes:
        kind: what it is; LEFT is something that a guide cannot hold.
        html: rich text with `b`, `i`, `a` and `br` only; for LEFT, a French sentence.
        level: of a heading, from 1.
        picture: the bytes of a picture.
        name: the name of the picture's file, whose end says its kind.
        alt: what its author wrote for those who do not see it.
    """

    kind: Kind
    html: str = ""
    level: int = 0
    picture: bytes = b""
    name: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Document:
    """The pieces of a document, and the title that its properties give."""

    pieces: tuple[Piece, ...]
    title: str = ""


def joined(html: str) -> str:
    """`html` without the seams that word processors leave in the middle of words."""
    for tag in ("b", "i"):
        html = html.replace(f"</{tag}><{tag}>", "")
    return html
