"""Parses the XML parts of zipped documents, with limits, so that a small file cannot become a huge tree."""

import zipfile
from collections.abc import Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from lessons.import_export.documents.blocks import BadDocumentError
from lessons.import_export.zip_files import BadZipError, read_member

MAX_XML = 8 * 1024**2
MAX_PICTURES = 64 * 1024**2
MAX_NODES = 250_000
MAX_DEPTH = 100
MAX_TEXT = 500_000


class XmlParts:
    """The parts of one archive. Limits on nodes (elements and attributes) and text apply to all of it.

    Args:
        archive: the opened archive.
        prefixes: a short prefix for each namespace: tags are `w:p` instead of `{http://schemas.…}p`.
    """

    def __init__(self, archive: zipfile.ZipFile, prefixes: Mapping[str, str]) -> None:
        self.names = frozenset(archive.namelist())
        self._archive = archive
        self._prefixes = prefixes
        self._nodes = self._text = 0
        self._pictures: dict[str, bytes] = {}

    def tree(self, name: str) -> Element:
        """Return the tree of one part.

        Raises:
            BadDocumentError: when it is too large, too deep, not XML, or has a document type.
            BadZipError: when it is missing, or cannot be unpacked.
        """
        parser = DefusedXMLParser(target=_Builder(self), forbid_dtd=True)
        try:
            parser.feed(read_member(self._archive, name, MAX_XML))
            root: Element = parser.close()
        except (ParseError, DefusedXmlException, LookupError) as error:
            raise BadDocumentError(_("Ce fichier ne peut pas être lu.")) from error
        return root

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of an image, or None when it is missing or all images together are too large."""
        if name in self.names and name not in self._pictures:
            room = MAX_PICTURES - sum(map(len, self._pictures.values()))
            with suppress(BadZipError):
                self._pictures[name] = read_member(self._archive, name, room)
        return self._pictures.get(name)

    def short(self, name: str) -> str:
        namespace, _brace, local = name.rpartition("}")
        prefix = self._prefixes.get(namespace.removeprefix("{"))
        return f"{prefix}:{local}" if prefix else name

    def count(self, *, nodes: int = 0, text: int = 0) -> None:
        """Count nodes and characters. Raises BadDocumentError above the limits."""
        self._nodes += nodes
        self._text += text
        if self._nodes > MAX_NODES or self._text > MAX_TEXT:
            raise BadDocumentError(_("Ce document est trop long pour un guide : coupez-le en plusieurs."))


class _Builder(TreeBuilder):
    """Builds one tree within the limits of its archive."""

    def __init__(self, parts: XmlParts) -> None:
        super().__init__()
        self._parts = parts
        self._names: dict[str, str] = {}
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._depth += 1
        self._parts.count(nodes=1 + len(attributes))
        if self._depth > MAX_DEPTH:
            raise BadDocumentError(
                _("Ce document est trop imbriqué : copiez son texte dans un document neuf, puis recommencez.")
            )
        short = {self._short(name): value for name, value in attributes.items()}
        return super().start(self._short(tag), short)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(self._short(tag))

    def data(self, text: str, /) -> None:
        self._parts.count(text=len(text))
        super().data(text)

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            short = self._names[name] = self._parts.short(name)
        return short


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child called `names[0]`, then its child, and so on; None when one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if inner.tag == name), None)
    return element
