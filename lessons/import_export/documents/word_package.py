"""The parts of a Word file, and how they name one another."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lessons.import_export.documents.blocks import BadDocumentError
from lessons.import_export.documents.xml_parts import XmlParts, child

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_TRANSITIONAL}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_TRANSITIONAL}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    f"{_TRANSITIONAL}package/2006/relationships": "rel",
    f"{_TRANSITIONAL}package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
}


@dataclass(frozen=True)
class Relation:
    """What a part names: the last word of its kind, the part or address it leads to, and which of the two."""

    kind: str
    target: str
    is_external: bool


class Package:
    """A Word file, opened. Reads parts by name; a name is a path from the top, without a slash before it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._parts = XmlParts(archive, PREFIXES)

    def main(self) -> str:
        """The name of the part that holds the text. Raises BadDocumentError."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._parts.names:
                return relation.target
        raise BadDocumentError(_("Ce fichier Word ne peut pas être lu."))

    def part(self, name: str) -> Element | None:
        """Its tree; None when it is not in the file. Raises BadDocumentError, BadZipError."""
        return self._parts.tree(name) if name in self._parts.names else None

    def body(self, name: str) -> Element:
        """The blocks of the part that holds the text. Raises BadDocumentError."""
        body = child(self.part(name), "w:body")
        if body is None:
            raise BadDocumentError(_("Ce fichier Word ne peut pas être lu."))
        return body

    def picture(self, name: str) -> bytes | None:
        """Its bytes; None when it is not in the file, or too heavy."""
        return self._parts.picture(name)

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part of that name names, by id."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {} if root is None else dict(self._relations(root, folder))

    def _relations(self, root: Element, folder: str) -> Iterator[tuple[str, Relation]]:
        for element in root.iter("rel:Relationship"):
            target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield element.get("Id", ""), Relation(kind, target, is_external)

    def lost_pictures(self, relations: dict[str, Relation]) -> Iterator[str]:
        """The names of pictures that a part names and that the file does not hold."""
        for relation in relations.values():
            if (
                relation.kind == "image"
                and not relation.is_external
                and relation.target not in self._parts.names
            ):
                yield posixpath.basename(relation.target)
