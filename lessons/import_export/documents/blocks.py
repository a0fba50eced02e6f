"""A document as a sequence of blocks, independent of the program that wrote it."""

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
    # The title of a step that is not a heading; `implied_steps` creates it, readers never do.
    STEP = "step"


@dataclass(frozen=True)
class DocumentBlock:
    """One paragraph, list item, picture, text box or table, in the order of the document.

    Attributes:
        kind: the kind of block.
        html: rich text with `b`, `i`, `a` and `br` only.
        level: of a heading, from 1; of a list item, from 0.
        picture: the bytes of an image.
        alt: the alternative text of an image.
        rows: the rows of a table; a cell is a tuple of blocks.
    """

    kind: BlockKind
    html: str = ""
    level: int = 0
    picture: bytes = b""
    alt: str = ""
    rows: tuple[tuple[tuple["DocumentBlock", ...], ...], ...] = ()

    @property
    def words(self) -> str:
        """Its text without markup, on one line."""
        return plain(self.html)

    @property
    def is_bold(self) -> bool:
        """Whether its whole text is bold."""
        return self.html.startswith("<b>") and self.html.find("</b>") == len(self.html) - len("</b>")


@dataclass(frozen=True)
class ParsedDocument:
    """The content of a document file.

    Attributes:
        pieces: the blocks that a guide can hold.
        title: the title in the metadata of the file, or "".
        left: French sentences on content that a guide cannot hold; they quote every word of it.
    """

    pieces: tuple[DocumentBlock, ...]
    title: str = ""
    left: tuple[str, ...] = ()


def plain(html: str) -> str:
    """Return the text of `html`, on one line."""
    return " ".join(unescape(strip_tags(html.replace("<br/>", " "))).split())


def flat(pieces: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    """Yield the blocks, with the blocks inside a table instead of the table."""
    for piece in pieces:
        if piece.kind is BlockKind.TABLE:
            for row in piece.rows:
                for cell in row:
                    yield from flat(cell)
        else:
            yield piece


def all_words(pieces: Iterable[DocumentBlock]) -> str:
    """Return the text of all blocks, on one line."""
    return " ".join(filter(None, (piece.words for piece in flat(pieces))))
