"""Reads Word files (.docx): the order of their blocks, and content outside the body text."""

import io
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import BlockKind, DocumentBlock, ParsedDocument, all_words
from lessons.import_export.documents.runs import Omissions
from lessons.import_export.documents.word_drawings import chosen
from lessons.import_export.documents.word_package import Package, Relation
from lessons.import_export.documents.word_paragraphs import WordParagraphReader
from lessons.import_export.documents.word_styles import WordStyles
from lessons.import_export.zip_files import open_archive

_APART = {
    "footnotes": ("w:footnote", Omissions.NOTE),
    "endnotes": ("w:endnote", Omissions.NOTE),
    "comments": ("w:comment", Omissions.COMMENT),
    "header": ("w:hdr", Omissions.MARGIN),
    "footer": ("w:ftr", Omissions.MARGIN),
}
_SILENT = {"w:sdtPr", "w:sectPr", "w:tblPr", "w:tcPr"}


def read_word(content: bytes) -> ParsedDocument:
    """Read the document in `content`. Raises BadDocumentError, or BadZipError when it cannot be opened."""
    with open_archive(io.BytesIO(content)) as archive:
        package = Package(archive)
        name = package.main()
        relations = package.relations(name)
        parts = {relation.kind: relation.target for relation in relations.values()}
        styles = WordStyles(package.part(parts.get("styles", "")), package.part(parts.get("numbering", "")))
        reader = _WordReader(package, name, styles)
        pieces = tuple(reader.blocks(package.body(name)))
        left = [*_lost(package, relations), *reader.left(), *_apart(package, relations, styles)]
        return ParsedDocument(pieces, _title(package), tuple(left))


class _WordReader:
    """Reads the blocks of one part."""

    def __init__(self, package: Package, name: str, styles: WordStyles) -> None:
        self._paragraphs = WordParagraphReader(package, name, styles, self.blocks)

    def left(self) -> list[str]:
        """Return French sentences on content of the blocks read so far that a guide cannot hold."""
        return [*self._paragraphs.left, *self._paragraphs.lost_in_moving()]

    def blocks(self, parent: Element) -> Iterator[DocumentBlock]:
        """Yield the blocks in `parent`, including those in content controls and unknown elements."""
        for element in chosen(parent):
            if element.tag == "w:p":
                yield from self._paragraphs.pieces(element)
            elif element.tag == "w:tbl":
                yield DocumentBlock(BlockKind.TABLE, rows=tuple(self._rows(element)))
            elif element.tag not in _SILENT:
                yield from self.blocks(element)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[DocumentBlock, ...], ...]]:
        for row in _within(table, "w:tr"):
            yield tuple(tuple(self.blocks(cell)) for cell in _within(row, "w:tc"))


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, including those in content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in {"w:tr", "w:tc", "w:p"}:
            yield from _within(element, tag)


def _apart(package: Package, relations: dict[str, Relation], styles: WordStyles) -> Iterator[str]:
    """Yield sentences with the text outside the body: notes, comments, headers and footers."""
    for relation in relations.values():
        root = package.part(relation.target) if relation.kind in _APART else None
        if root is None:
            continue
        tag, why = _APART[relation.kind]
        reader = _WordReader(package, relation.target, styles)
        for element in root.iter(tag):
            pieces = list(reader.blocks(element))
            if words := all_words(pieces):
                yield why.told(words)
            if any(piece.kind is BlockKind.PICTURE for piece in pieces):
                yield Omissions.PICTURE.told(relation.kind)
        yield from reader.left()


def _lost(package: Package, relations: dict[str, Relation]) -> Iterable[str]:
    return (Omissions.PICTURE.told(name) for name in package.lost_pictures(relations))


def _title(package: Package) -> str:
    """Return the title in the metadata of the file, or ""."""
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and (root := package.part(relation.target)) is not None:
            return (root.findtext("dc:title") or "").strip()
    return ""
