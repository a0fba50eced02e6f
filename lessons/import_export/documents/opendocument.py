"""Reads LibreOffice files (.odt): the order of their blocks, and content outside the body text."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lessons.import_export.documents.blocks import (
    BadDocumentError,
    BlockKind,
    DocumentBlock,
    ParsedDocument,
    all_words,
)
from lessons.import_export.documents.opendocument_paragraphs import OpenDocumentParagraphReader, words_of
from lessons.import_export.documents.opendocument_styles import OpenDocumentStyles
from lessons.import_export.documents.runs import Omissions
from lessons.import_export.documents.xml_parts import XmlParts, child
from lessons.import_export.zip_files import open_archive

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


def read_opendocument(content: bytes) -> ParsedDocument:
    """Read the document in `content`. Raises BadDocumentError, or BadZipError when it cannot be opened."""
    with open_archive(io.BytesIO(content)) as archive:
        parts = XmlParts(archive, PREFIXES)
        root = parts.tree("content.xml")
        body = child(root, "office:body", "office:text")
        if body is None:
            raise BadDocumentError(_("Ce fichier LibreOffice n’est pas un texte."))
        template = parts.tree("styles.xml") if "styles.xml" in parts.names else Element("none")
        reader = _OpenDocumentReader(parts, OpenDocumentStyles([root, template]))
        pieces = tuple(reader.blocks(body))
        return ParsedDocument(pieces, _title(parts), (*reader.left, *reader.margins(template)))


class _OpenDocumentReader:
    """Reads blocks; `left` collects French sentences on content that a guide cannot hold."""

    def __init__(self, parts: XmlParts, styles: OpenDocumentStyles) -> None:
        self.left: list[str] = []
        self._styles = styles
        self._paragraphs = OpenDocumentParagraphReader(parts, styles, self.blocks, self.left)

    def blocks(
        self, parent: Element, kind: BlockKind = BlockKind.TEXT, level: int = 0
    ) -> Iterator[DocumentBlock]:
        """Yield the blocks in `parent`; `kind` and `level` are those of the enclosing list."""
        for element in parent:
            if element.tag in {"text:p", "text:h"}:
                yield from self._paragraph(element, kind, level)
            elif element.tag == "text:list":
                yield from self._list(element, kind, level)
            elif element.tag == "table:table":
                yield DocumentBlock(BlockKind.TABLE, rows=tuple(self._rows(element)))
            elif element.tag.startswith("draw:") or element.tag == "office:annotation":
                yield from self._paragraphs.hanging(element)
            elif element.tag == "text:tracked-changes":
                self.left.extend(_deleted(element))
            elif (why := _why_left(element)) is not None:
                self.left.append(why.told(all_words(self.blocks(element))))
            elif element.tag not in _SILENT:
                yield from self.blocks(element, kind, level)

    def _paragraph(self, element: Element, kind: BlockKind, level: int) -> Iterator[DocumentBlock]:
        if element.tag == "text:h":
            outline = element.get("text:outline-level", "1")
            kind, level = BlockKind.HEADING, int(outline) if outline in set("123456789") else 1
        elif kind is BlockKind.TEXT and self._styles.is_title(element.get("text:style-name", "")):
            kind = BlockKind.TITLE
        yield from self._paragraphs.pieces(element, kind, level)

    def _list(self, element: Element, outer: BlockKind, level: int) -> Iterator[DocumentBlock]:
        is_inside = outer in {BlockKind.BULLET, BlockKind.NUMBER}
        level = level + 1 if is_inside else 0
        kind = self._styles.list_kind(element.get("text:style-name", ""), level)
        yield from self.blocks(element, kind or (outer if is_inside else BlockKind.BULLET), level)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[DocumentBlock, ...], ...]]:
        for element in table:
            if element.tag == "table:table-row":
                yield tuple(tuple(self.blocks(cell)) for cell in element)
            else:
                yield from self._rows(element)

    def margins(self, template: Element) -> Iterator[str]:
        """Yield sentences with the text of headers and footers."""
        for element in template.iter():
            if element.tag in _MARGINS and (words := all_words(self.blocks(element))):
                yield Omissions.MARGIN.told(words)


def _why_left(element: Element) -> Omissions | None:
    if element.tag in _CONTENTS:
        return Omissions.CONTENTS
    return (
        Omissions.HIDDEN if element.tag == "text:section" and element.get("text:display") == "none" else None
    )


def _deleted(changes: Element) -> Iterator[str]:
    for deletion in changes.iter("text:deletion"):
        yield Omissions.DELETED.told(
            " ".join(words_of(each) for each in deletion if each.tag != "office:change-info")
        )


def _title(parts: XmlParts) -> str:
    if "meta.xml" not in parts.names:
        return ""
    return "".join(next(parts.tree("meta.xml").iter("dc:title"), Element("none")).itertext()).strip()
