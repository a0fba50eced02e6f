"""Reads Word files (.docx): the order of their blocks, and what stands outside the text."""

import io
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from lessons.exchange.archives import open_archive
from lessons.exchange.documents.pieces import Document, Kind, Piece, all_words
from lessons.exchange.documents.runs import Left
from lessons.exchange.documents.word_drawings import chosen
from lessons.exchange.documents.word_package import Package, Relation
from lessons.exchange.documents.word_paragraphs import ParagraphReader
from lessons.exchange.documents.word_styles import Styles

_APART = {
    "footnotes": ("w:footnote", Left.NOTE),
    "endnotes": ("w:endnote", Left.NOTE),
    "comments": ("w:comment", Left.COMMENT),
    "header": ("w:hdr", Left.MARGIN),
    "footer": ("w:ftr", Left.MARGIN),
}
_SILENT = {"w:sdtPr", "w:sectPr", "w:tblPr", "w:tcPr"}


def read_word(content: bytes) -> Document:
    """The document in `content`. Raises BadDocumentError, or BadArchiveError for a file that is not opened."""
    with open_archive(io.BytesIO(content)) as archive:
        package = Package(archive)
        name = package.main()
        relations = package.relations(name)
        parts = {relation.kind: relation.target for relation in relations.values()}
        styles = Styles(package.part(parts.get("styles", "")), package.part(parts.get("numbering", "")))
        reader = _BlockReader(package, name, styles)
        pieces = tuple(reader.blocks(package.body(name)))
        left = [*_lost(package, relations), *reader.left(), *_apart(package, relations, styles)]
        return Document(pieces, _title(package), tuple(left))


class _BlockReader:
    """Reads the blocks of one part."""

    def __init__(self, package: Package, name: str, styles: Styles) -> None:
        self._paragraphs = ParagraphReader(package, name, styles, self.blocks)

    def left(self) -> list[str]:
        """What a guide cannot hold of the blocks read so far, in French."""
        return [*self._paragraphs.left, *self._paragraphs.lost_in_moving()]

    def blocks(self, parent: Element) -> Iterator[Piece]:
        """What `parent` holds. Content controls and whatever else is unknown are looked into."""
        for element in chosen(parent):
            if element.tag == "w:p":
                yield from self._paragraphs.pieces(element)
            elif element.tag == "w:tbl":
                yield Piece(Kind.TABLE, rows=tuple(self._rows(element)))
            elif element.tag not in _SILENT:
                yield from self.blocks(element)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[Piece, ...], ...]]:
        for row in _within(table, "w:tr"):
            yield tuple(tuple(self.blocks(cell)) for cell in _within(row, "w:tc"))


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those inside content controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in {"w:tr", "w:tc", "w:p"}:
            yield from _within(element, tag)


def _apart(package: Package, relations: dict[str, Relation], styles: Styles) -> Iterator[str]:
    """The words that stand outside the text: notes, comments, headers and footers."""
    for relation in relations.values():
        root = package.part(relation.target) if relation.kind in _APART else None
        if root is None:
            continue
        tag, why = _APART[relation.kind]
        reader = _BlockReader(package, relation.target, styles)
        for element in root.iter(tag):
            pieces = list(reader.blocks(element))
            if words := all_words(pieces):
                yield why.told(words)
            if any(piece.kind is Kind.PICTURE for piece in pieces):
                yield Left.PICTURE.told(relation.kind)
        yield from reader.left()


def _lost(package: Package, relations: dict[str, Relation]) -> Iterable[str]:
    return (Left.PICTURE.told(name) for name in package.lost_pictures(relations))


def _title(package: Package) -> str:
    """The title that the properties of the file give, or nothing."""
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and (root := package.part(relation.target)) is not None:
            return (root.findtext("dc:title") or "").strip()
    return ""
