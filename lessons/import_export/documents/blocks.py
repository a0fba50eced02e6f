"""A document as a row of pieces, whatever program wrote it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from django.utils.html import strip_tags


class BadDocumentError(ValueError):
    """A file that cannot be read as a document. The message is one plain French sentence."""


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    BULLET = "ul"
    NUMBER = "ol"
    PICTURE = "picture"
    NOTE = "note"  # A text box beside the text.
    TABLE = "table"
    STEP = "step"  # The title of a step that is no heading; readers never give it, `implied_steps` does.


@dataclass(frozen=True)
class DocumentBlock:
    """One paragraph, list item, picture, text box or table, in the order of the document.

    Attributes:
        kind: what it is.
        html: rich text with `b`, `i`, `a` and `br` only.
        level: of a heading, from 1; of a list item, from 0.
        picture: the bytes of a picture.
        alt: what its author wrote for those who do not see it.
        rows: of a table: rows of cells of pieces.
    """

    kind: BlockKind
    html: str = ""
    level: int = 0
    picture: bytes = b""
    alt: str = ""
    rows: tuple[tuple[tuple["DocumentBlock", ...], ...], ...] = ()

    @property
    def words(self) -> str:
        """The words of its text, on one line."""
        return plain(self.html)

    @property
    def is_bold(self) -> bool:
        """Whether the whole of its text is bold."""
        return self.html.startswith("<b>") and self.html.find("</b>") == len(self.html) - len("</b>")


@dataclass(frozen=True)
class ParsedDocument:
    """A document as its file has it.

    Attributes:
        pieces: what a guide can hold.
        title: what the properties of the file give as title.
        left: what a guide cannot hold, in French sentences that quote every word of it.
    """

    pieces: tuple[DocumentBlock, ...]
    title: str = ""
    left: tuple[str, ...] = ()


def plain(html: str) -> str:
    """The words of `html`, on one line."""
    return " ".join(unescape(strip_tags(html.replace("<br/>", " "))).split())


def flat(pieces: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The pieces, with those that stand in tables in their place."""
    for piece in pieces:
        if piece.kind is BlockKind.TABLE:
            for row in piece.rows:
                for cell in row:
                    yield from flat(cell)
        else:
            yield piece


def all_words(pieces: Iterable[DocumentBlock]) -> str:
    """The words of all the pieces, on one line."""
    return " ".join(filter(None, (piece.words for piece in flat(pieces))))
