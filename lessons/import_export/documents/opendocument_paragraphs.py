"""Reads the paragraphs of a LibreOffice file: spans, links, notes, frames and shapes."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import BlockKind, DocumentBlock
from lessons.import_export.documents.links import kept_address
from lessons.import_export.documents.opendocument_styles import OpenDocumentFormat, OpenDocumentStyles
from lessons.import_export.documents.runs import Omissions, Paragraph, boxed
from lessons.import_export.documents.symbols import in_unicode
from lessons.import_export.documents.xml_parts import XmlParts, child

_BLANK = re.compile(r"[ \t\r\n]+")
_BLANKS = {"text:s": " ", "text:tab": " ", "text:line-break": "\n"}
_INITIALS = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creator-initials"
_SILENT = {
    "svg:title",
    "svg:desc",
    "office:binary-data",
    "dc:creator",
    "dc:date",
    "text:note-citation",
    _INITIALS,
}
_HIDDEN = {"text:hidden-text", "text:hidden-paragraph"}
_HANGING = {"text:note": Omissions.NOTE, "office:annotation": Omissions.COMMENT}
_NO_SHAPES = {"draw:control", "draw:glue-point", "draw:enhanced-geometry"}

Blocks = Callable[[Element], Iterator[DocumentBlock]]


class OpenDocumentParagraphReader:
    """Reads paragraphs.

    Args:
        blocks: reads the content of a text box.
        left: collects French sentences on content that a guide cannot hold.
    """

    def __init__(self, parts: XmlParts, styles: OpenDocumentStyles, blocks: Blocks, left: list[str]) -> None:
        self._parts = parts
        self._styles = styles
        self._blocks = blocks
        self._left = left

    def pieces(self, element: Element, kind: BlockKind, level: int) -> Iterator[DocumentBlock]:
        """Yield the text of the paragraph, then the images and text boxes anchored to it."""
        paragraph = Paragraph()
        self._inside(
            element, paragraph, self._styles.look(element.get("text:style-name", ""), OpenDocumentFormat())
        )
        yield from self._finished(paragraph, kind, level)

    def hanging(self, element: Element) -> Iterator[DocumentBlock]:
        """Yield the blocks of a drawing or comment between paragraphs."""
        paragraph = Paragraph()
        self._hang(element, paragraph)
        yield from self._finished(paragraph)

    def _finished(
        self, paragraph: Paragraph, kind: BlockKind = BlockKind.TEXT, level: int = 0
    ) -> Iterator[DocumentBlock]:
        if html := paragraph.html:
            yield DocumentBlock(kind, html, level)
        yield from paragraph.pieces
        self._left.extend(paragraph.told())

    def _inside(
        self, parent: Element, paragraph: Paragraph, look: OpenDocumentFormat, address: str = ""
    ) -> None:
        _put(paragraph, _one_line(parent.text), look, address)
        for element in parent:
            if element.tag in _BLANKS:
                _put(paragraph, _BLANKS[element.tag], look, address)
            elif (element.tag.startswith("draw:") and element.tag != "draw:a") or element.tag in _HANGING:
                self._hang(element, paragraph)
            elif element.tag in _HIDDEN:
                paragraph.leave(Omissions.HIDDEN, element.get("text:string-value", "") or words_of(element))
            elif element.tag in {"text:a", "draw:a"}:
                self._inside(element, paragraph, look, _kept(paragraph, element.get("xlink:href", "")))
            elif element.tag not in _SILENT:
                inner = self._styles.look(element.get("text:style-name", ""), look)
                self._inside(element, paragraph, inner, address)
            _put(paragraph, _one_line(element.tail), look, address)

    def _hang(self, element: Element, paragraph: Paragraph) -> None:
        """Read an object anchored to a paragraph: a note, comment, image, text box or shape."""
        inside = {inner.tag for inner in element}
        if element.tag in _HANGING:
            paragraph.leave(_HANGING[element.tag], words_of(element))
        elif inside & {"draw:object", "draw:object-ole"}:
            self._object(element, paragraph)
        elif "draw:image" in inside:
            self._picture(element, paragraph)
        elif element.tag == "draw:text-box" or inside & {"text:p", "text:h", "text:list"}:
            paragraph.pieces.extend(boxed(list(self._blocks(element))))
        elif element.tag in {"draw:frame", "draw:g", "draw:a"}:
            for inner in element:
                if inner.tag.startswith("draw:"):
                    self._hang(inner, paragraph)
        elif element.tag not in _NO_SHAPES:
            paragraph.shapes += 1

    def _object(self, frame: Element, paragraph: Paragraph) -> None:
        """Report a formula, chart or spreadsheet with its text, which is in a separate file."""
        found = child(frame, "draw:object")
        name = "" if found is None else found.get("xlink:href", "").removeprefix("./") + "/content.xml"
        root = self._parts.tree(name) if name in self._parts.names else found
        is_formula = root is not None and root.tag.rpartition("}")[2] == "math"
        paragraph.leave(
            Omissions.FORMULA if is_formula else Omissions.DRAWING, "" if root is None else words_of(root)
        )

    def _picture(self, frame: Element, paragraph: Paragraph) -> None:
        """Read an image, which may be stored in several formats: take the first non-vector format."""
        names = [image.get("xlink:href", "") for image in frame if image.tag == "draw:image"]
        drawn = [name for name in names if PurePosixPath(name).suffix.lower() not in {".svg", ".svm"}]
        name = (drawn or names)[0]
        alt = _words(child(frame, "svg:desc")) or _words(child(frame, "svg:title"))
        if content := self._parts.picture(name.removeprefix("./")):
            paragraph.pieces.append(DocumentBlock(BlockKind.PICTURE, picture=content, alt=alt))
        else:
            paragraph.leave(Omissions.PICTURE, name)


def words_of(element: Element) -> str:
    """Return all text in `element`, of whatever kind, on one line."""
    if element.tag in _SILENT:
        return ""
    inner = (f"{words_of(each)}{' ' if each.tag in _BLANKS else ''}{each.tail or ''}" for each in element)
    words = f"{element.text or ''}{''.join(inner)}"
    return f"{words} " if element.tag in {"text:p", "text:h"} else words


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _one_line(text: str | None) -> str:
    """Collapse whitespace as LibreOffice does."""
    return _BLANK.sub(" ", text or "")


def _put(paragraph: Paragraph, text: str, look: OpenDocumentFormat, address: str) -> None:
    text = in_unicode(text, look.font)
    if look.struck or look.hidden:
        paragraph.leave(Omissions.STRUCK if look.struck else Omissions.HIDDEN, text)
    else:
        paragraph.add(text, bold=look.bold, italic=look.italic, address=address)


def _kept(paragraph: Paragraph, address: str) -> str:
    """Return the address as a guide keeps it; report an address that is lost."""
    kept = kept_address(address)
    if address and not kept:
        paragraph.leave(Omissions.LINK, address)
    return kept
