"""Reads LibreOffice files (.odt): the order of their blocks, and what stands outside the text."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lessons.exchange.archives import open_archive
from lessons.exchange.documents.opendocument_paragraphs import ParagraphReader, words_of
from lessons.exchange.documents.opendocument_styles import Styles
from lessons.exchange.documents.parts import Parts, child
from lessons.exchange.documents.pieces import BadDocumentError, Document, Kind, Piece, all_words
from lessons.exchange.documents.runs import Left

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_CONTENTS = {
    "text:table-of-content",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:alphabetical-index",
    "text:bibliography",
}
_MARGINS = {
    "style:header",
    "style:footer",
    "style:header-left",
    "style:footer-left",
    "style:header-first",
    "style:footer-first",
}
_SILENT = {"office:forms", "text:sequence-decls", "text:variable-decls", "text:user-field-decls"}


def read_opendocument(content: bytes) -> Document:
    """The document in `content`. Raises BadDocumentError, or BadArchiveError for a file that is not opened."""
    with open_archive(io.BytesIO(content)) as archive:
        parts = Parts(archive, PREFIXES)
        root = parts.tree("content.xml")
        body = child(root, "office:body", "office:text")
        if body is None:
            raise BadDocumentError(_("Ce fichier LibreOffice n’est pas un texte."))
        template = parts.tree("styles.xml") if "styles.xml" in parts.names else Element("none")
        reader = _BlockReader(parts, Styles([root, template]))
        pieces = tuple(reader.blocks(body))
        return Document(pieces, _title(parts), (*reader.left, *reader.margins(template)))


class _BlockReader:
    """Reads blocks; `left` gathers what a guide cannot hold, in French."""

    def __init__(self, parts: Parts, styles: Styles) -> None:
        self.left: list[str] = []
        self._styles = styles
        self._paragraphs = ParagraphReader(parts, styles, self.blocks, self.left)

    def blocks(self, parent: Element, kind: Kind = Kind.TEXT, level: int = 0) -> Iterator[Piece]:
        """What `parent` holds; `kind` and `level` are those of the list it stands in."""
        for element in parent:
            if element.tag in {"text:p", "text:h"}:
                yield from self._paragraph(element, kind, level)
            elif element.tag == "text:list":
                yield from self._list(element, kind, level)
            elif element.tag == "table:table":
                yield Piece(Kind.TABLE, rows=tuple(self._rows(element)))
            elif element.tag.startswith("draw:") or element.tag == "office:annotation":
                yield from self._paragraphs.hanging(element)
            elif element.tag == "text:tracked-changes":
                self.left.extend(_deleted(element))
            elif (why := _why_left(element)) is not None:
                self.left.append(why.told(all_words(self.blocks(element))))
            elif element.tag not in _SILENT:
                yield from self.blocks(element, kind, level)

    def _paragraph(self, element: Element, kind: Kind, level: int) -> Iterator[Piece]:
        if element.tag == "text:h":
            outline = element.get("text:outline-level", "1")
            kind, level = Kind.HEADING, int(outline) if outline in set("123456789") else 1
        elif kind is Kind.TEXT and self._styles.is_title(element.get("text:style-name", "")):
            kind = Kind.TITLE
        yield from self._paragraphs.pieces(element, kind, level)

    def _list(self, element: Element, outer: Kind, level: int) -> Iterator[Piece]:
        is_inside = outer in {Kind.BULLET, Kind.NUMBER}
        level = level + 1 if is_inside else 0
        kind = self._styles.list_kind(element.get("text:style-name", ""), level)
        yield from self.blocks(element, kind or (outer if is_inside else Kind.BULLET), level)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[Piece, ...], ...]]:
        for element in table:
            if element.tag == "table:table-row":
                yield tuple(tuple(self.blocks(cell)) for cell in element)
            else:
                yield from self._rows(element)

    def margins(self, template: Element) -> Iterator[str]:
        """The words of headers and footers."""
        for element in template.iter():
            if element.tag in _MARGINS and (words := all_words(self.blocks(element))):
                yield Left.MARGIN.told(words)


def _why_left(element: Element) -> Left | None:
    if element.tag in _CONTENTS:
        return Left.CONTENTS
    return Left.HIDDEN if element.tag == "text:section" and element.get("text:display") == "none" else None


def _deleted(changes: Element) -> Iterator[str]:
    for deletion in changes.iter("text:deletion"):
        yield Left.DELETED.told(
            " ".join(words_of(each) for each in deletion if each.tag != "office:change-info")
        )


def _title(parts: Parts) -> str:
    if "meta.xml" not in parts.names:
        return ""
    return "".join(next(parts.tree("meta.xml").iter("dc:title"), Element("none")).itertext()).strip()
