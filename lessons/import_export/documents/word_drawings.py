"""Reads the drawings of a Word file: images and text boxes; shapes and diagrams are reported as omitted."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import BlockKind, DocumentBlock
from lessons.import_export.documents.runs import Omissions, Paragraph, boxed
from lessons.import_export.documents.word_package import Package, Relation
from lessons.import_export.documents.xml_parts import child

_SHAPES = {"wps:wsp", "v:shape", "v:rect", "v:roundrect", "v:line", "v:oval", "v:polyline", "v:curve"}
_FILLED = {"w:txbxContent", "v:imagedata", "a:blip"}
_DIAGRAM_WORDS = {"a:t", "c:v"}
# Namespaces of newer kinds of drawings that this module can read.
_SHOWN = {"wps", "wpg", "wpc", "wp14", "w14", "w15"}

Blocks = Callable[[Element], Iterator[DocumentBlock]]


def chosen(element: Element) -> Iterable[Element]:
    """Return what to read of `element`: all of it, or one of several alternative representations."""
    if element.tag != "mc:AlternateContent":
        return element
    choices = (
        each
        for each in element
        if each.tag == "mc:Choice" and set(each.get("Requires", "").split()) <= _SHOWN
    )
    choice = next(choices, None)
    return choice if choice is not None else [each for each in element if each.tag == "mc:Fallback"]


class DrawingReader:
    """Reads the drawings of one part; `blocks` reads the content of a text box."""

    def __init__(self, package: Package, relations: dict[str, Relation], blocks: Blocks) -> None:
        self._package = package
        self._relations = relations
        self._blocks = blocks

    def read(self, drawing: Element, paragraph: Paragraph, alt: str = "") -> None:
        """Add the images and text boxes of `drawing` to `paragraph`, and its omissions."""
        for element in chosen(drawing):
            self._read_one(element, paragraph, _alt(element) or alt)

    def _read_one(self, element: Element, paragraph: Paragraph, alt: str) -> None:
        if element.tag == "a:blip":
            self._picture(element.get("r:embed") or element.get("r:link") or "", paragraph, alt)
        elif element.tag == "v:imagedata":
            self._picture(element.get("r:id", ""), paragraph, alt or element.get("o:title", ""))
        elif element.tag == "w:txbxContent":
            paragraph.pieces.extend(boxed(list(self._blocks(element))))
        elif element.tag == "a:graphicData" and element.get("uri", "").rpartition("/")[2] in {
            "diagram",
            "chart",
        }:
            paragraph.leave(Omissions.DRAWING, " ".join(self._words(element)))
        else:
            if element.tag in _SHAPES and not any(inner.tag in _FILLED for inner in element.iter()):
                paragraph.shapes += 1
            self.read(element, paragraph, alt)

    def _picture(self, relation_id: str, paragraph: Paragraph, alt: str) -> None:
        relation = self._relations.get(relation_id)
        if relation is None or relation.is_external:
            paragraph.leave(Omissions.PICTURE, relation.target if relation else alt)
        elif content := self._package.picture(relation.target):
            paragraph.pieces.append(DocumentBlock(BlockKind.PICTURE, picture=content, alt=alt.strip()))
        else:
            paragraph.leave(Omissions.PICTURE, posixpath.basename(relation.target))

    def _words(self, diagram: Element) -> Iterator[str]:
        """Yield the text of a diagram or chart, which is in a separate part."""
        ids = (
            value for element in diagram.iter() for name, value in element.items() if name.startswith("r:")
        )
        for relation in filter(None, map(self._relations.get, ids)):
            root = self._package.part(relation.target) if relation.kind in {"diagramData", "chart"} else None
            if root is not None:
                yield from (inner.text or "" for inner in root.iter() if inner.tag in _DIAGRAM_WORDS)


def _alt(element: Element) -> str:
    """Return the alternative text of a drawing, or ""."""
    if element.tag in {"wp:inline", "wp:anchor"}:
        said = child(element, "wp:docPr")
    elif element.tag == "pic:pic":
        said = child(element, "pic:nvPicPr", "pic:cNvPr")
    else:
        return element.get("alt", "") if element.tag.startswith("v:") else ""
    return "" if said is None else said.get("descr", "")
