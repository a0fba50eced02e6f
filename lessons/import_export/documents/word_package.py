"""The parts of a Word file, and the relationships between them."""

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
    """A relationship: the last segment of its type, the target part or URL, whether that is external."""

    kind: str
    target: str
    is_external: bool


class Package:
    """An opened Word file. Reads parts by name: a path from the root, without a leading slash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._parts = XmlParts(archive, PREFIXES)

    def main(self) -> str:
        """Return the name of the part with the body text. Raises BadDocumentError when there is none."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._parts.names:
                return relation.target
        raise BadDocumentError(_("Ce fichier Word ne peut pas être lu."))

    def part(self, name: str) -> Element | None:
        """Return the tree of a part, or None when it is missing. Raises BadDocumentError or BadZipError."""
        return self._parts.tree(name) if name in self._parts.names else None

    def body(self, name: str) -> Element:
        """Return the body of the part called `name`. Raises BadDocumentError when there is none."""
        body = child(self.part(name), "w:body")
        if body is None:
            raise BadDocumentError(_("Ce fichier Word ne peut pas être lu."))
        return body

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of an image, or None when it is missing or too large."""
        return self._parts.picture(name)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of the part called `name`, by id."""
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
        """Yield the names of images that a part refers to but the file does not contain."""
        for relation in relations.values():
            if (
                relation.kind == "image"
                and not relation.is_external
                and relation.target not in self._parts.names
            ):
                yield posixpath.basename(relation.target)
