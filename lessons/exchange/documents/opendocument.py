"""Reads LibreOffice files (.odt): a zipped file whose `content.xml` holds the text."""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from lessons.exchange.archives import BadArchiveError, open_archive, read_member
from lessons.exchange.documents.pieces import BadDocumentError, Document, Kind, Piece, joined

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MAX_DEPTH = 60


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def read_opendocument(content: bytes) -> Document:
    """The document in `content`. Raises BadDocumentError, or BadArchiveError for a file that is not opened."""
    with open_archive(io.BytesIO(content)) as archive:
        root = _parsed(archive, "content.xml")
        body = root.find("office:body/office:text", _NAMES)
        if body is None:
            raise BadDocumentError(_("Ce fichier LibreOffice n’est pas un texte."))
        reader = _Reader(archive, _styles(root, archive))
        return Document(tuple(reader.pieces(body)), _title(archive))


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = fromstring(read_member(archive, name), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        if isinstance(error, BadArchiveError):
            raise
        raise BadDocumentError(_("Ce fichier LibreOffice ne peut pas être lu.")) from error
    return root


def _title(archive: zipfile.ZipFile) -> str:
    if "meta.xml" not in archive.namelist():
        return ""
    return (_parsed(archive, "meta.xml").findtext(".//dc:title", "", _NAMES) or "").strip()


def _styles(root: Element, archive: zipfile.ZipFile) -> dict[str, Element]:
    """Styles by name, those of the document itself first."""
    roots = [root]
    if "styles.xml" in archive.namelist():
        roots.append(_parsed(archive, "styles.xml"))
    styles: dict[str, Element] = {}
    for each in roots:
        for name in ("style:style", "text:list-style"):
            for style in each.iter(_tag(name)):
                styles.setdefault(style.get(_tag("style:name"), ""), style)
    return styles


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, styles: dict[str, Element]) -> None:
        self._archive = archive
        self._styles = styles

    def pieces(self, parent: Element, kind: Kind = Kind.TEXT, depth: int = 0) -> Iterator[Piece]:
        if depth > MAX_DEPTH:
            raise BadDocumentError(_("Ce fichier LibreOffice ne peut pas être lu."))
        for element in parent:
            if element.tag == _tag("text:h"):
                level = element.get(_tag("text:outline-level"), "1")
                yield from self._paragraph(element, Kind.HEADING, int(level) if level.isdecimal() else 1)
            elif element.tag == _tag("text:p"):
                yield from self._paragraph(element, self._kind(element, kind))
            elif element.tag == _tag("text:list"):
                yield from self.pieces(element, self._list_kind(element, kind), depth + 1)
            elif element.tag == _tag("table:table"):
                yield Piece(Kind.LEFT, _("Un tableau a été mis à plat : son texte est dans l’étape."))
                yield from self.pieces(element, kind, depth + 1)
            elif element.tag == _tag("draw:frame"):
                yield from self._frame(element)
            elif element.tag not in {_tag("text:tracked-changes"), _tag("office:annotation")}:
                yield from self.pieces(element, kind, depth + 1)

    def _paragraph(self, element: Element, kind: Kind, level: int = 0) -> Iterator[Piece]:
        html = joined(self._inline(element).strip())
        if html:
            yield Piece(kind, html, level)
        for frame in element.iter(_tag("draw:frame")):
            yield from self._frame(frame)
        if element.find(".//text:note", _NAMES) is not None:
            yield Piece(Kind.LEFT, _("Une note de bas de page n’a pas été reprise."))

    def _kind(self, element: Element, kind: Kind) -> Kind:
        name = element.get(_tag("text:style-name"), "")
        parent = self._styles.get(name)
        names = {name, parent.get(_tag("style:parent-style-name"), "") if parent is not None else ""}
        return Kind.TITLE if "Title" in names and kind is Kind.TEXT else kind

    def _list_kind(self, element: Element, outer: Kind) -> Kind:
        style = self._styles.get(element.get(_tag("text:style-name"), ""))
        if style is None:
            return outer if outer in {Kind.BULLET, Kind.NUMBER} else Kind.BULLET
        first = next(iter(style), None)
        is_numbered = first is not None and first.tag == _tag("text:list-level-style-number")
        return Kind.NUMBER if is_numbered else Kind.BULLET

    def _inline(self, element: Element) -> str:
        parts = [escape(element.text or "", quote=False)]
        for child in element:
            parts.extend((self._marked(child), escape(child.tail or "", quote=False)))
        return "".join(parts)

    def _marked(self, child: Element) -> str:
        if child.tag == _tag("text:line-break"):
            return "<br/>"
        if child.tag in {_tag("text:s"), _tag("text:tab")}:
            return " "
        if child.tag in {_tag("draw:frame"), _tag("text:note"), _tag("office:annotation")}:
            return ""
        inside = self._inline(child)
        if child.tag == _tag("text:a") and inside.strip():
            return f'<a href="{escape(child.get(_tag("xlink:href"), ""))}">{inside}</a>'
        if child.tag == _tag("text:span") and inside.strip():
            return self._emphasised(child, inside)
        return inside

    def _emphasised(self, span: Element, html: str) -> str:
        style = self._styles.get(span.get(_tag("text:style-name"), ""))
        properties = style.find("style:text-properties", _NAMES) if style is not None else None
        if properties is not None and properties.get(_tag("fo:font-weight")) == "bold":
            html = f"<b>{html}</b>"
        if properties is not None and properties.get(_tag("fo:font-style")) == "italic":
            html = f"<i>{html}</i>"
        return html

    def _frame(self, frame: Element) -> Iterator[Piece]:
        boxed = frame.find("draw:text-box", _NAMES)
        if boxed is not None:
            text = " ".join("".join(boxed.itertext()).split())
            yield Piece(Kind.LEFT, _("Une zone de texte n’a pas été reprise : « %s ».") % text[:200])
        image = frame.find("draw:image", _NAMES)
        if image is None:
            return
        name = image.get(_tag("xlink:href"), "")
        if name.removeprefix("./") not in self._archive.namelist():
            yield Piece(Kind.LEFT, _("Une image qui est restée sur Internet n’a pas été reprise."))
            return
        alt = frame.findtext("svg:desc", "", _NAMES) or frame.findtext("svg:title", "", _NAMES) or ""
        content = read_member(self._archive, name.removeprefix("./"))
        yield Piece(Kind.PICTURE, picture=content, name=PurePosixPath(name).name, alt=alt.strip())
