"""Reads Word files (.docx)."""

import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lessons.exchange.archives import open_archive
from lessons.exchange.documents.pieces import BadDocumentError, Document, Kind, Piece, joined

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_RUNS = ".//w:r[not(ancestor::w:txbxContent) and not(ancestor::w:del)]"
_PICTURES = ".//*[local-name()='blip'][not(ancestor::*[local-name()='Fallback'])]"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_word(content: bytes) -> Document:
    """The document in `content`. Raises BadDocumentError, or BadArchiveError for a file that is not opened."""
    open_archive(io.BytesIO(content)).close()
    try:
        document = docx.Document(io.BytesIO(content))
        pieces = tuple(_pieces(document))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError, TypeError) as error:
        raise BadDocumentError(_("Ce fichier Word ne peut pas être lu.")) from error
    return Document(pieces, (document.core_properties.title or "").strip())


def _pieces(container: Any) -> Iterator[Piece]:
    for part in container.iter_inner_content():
        if isinstance(part, Paragraph):
            yield from _paragraph(part)
        elif isinstance(part, Table):
            yield Piece(Kind.LEFT, _("Un tableau a été mis à plat : son texte est dans l’étape."))
            for row in part.rows:
                for cell in row._tr.tc_lst:
                    yield from _pieces(_Cell(cell, part))


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    runs = [Run(element, paragraph) for element in paragraph._p.xpath(_RUNS)]
    html = joined("".join(_run(run) for run in runs).strip())
    if html:
        kind, level = _kind(paragraph)
        yield Piece(kind, html, level)
    for run in runs:
        yield from _pictures(run)
    if boxed := " ".join(paragraph._p.xpath(".//w:txbxContent//w:t/text()")).strip():
        yield Piece(Kind.LEFT, _("Une zone de texte n’a pas été reprise : « %s ».") % boxed[:200])
    if paragraph._p.xpath(".//w:footnoteReference | .//w:endnoteReference"):
        yield Piece(Kind.LEFT, _("Une note de bas de page n’a pas été reprise."))


def _kind(paragraph: Paragraph) -> tuple[Kind, int]:
    style = paragraph.style
    while style is not None:
        name = style.name or ""
        if match := _HEADING.match(name):
            return Kind.HEADING, int(match[1])
        if name == "Title":
            return Kind.TITLE, 0
        if name.startswith("List Number"):
            return Kind.NUMBER, 0
        if name.startswith("List Bullet"):
            return Kind.BULLET, 0
        style = style.base_style
    return _list_kind(paragraph), 0


def _list_kind(paragraph: Paragraph) -> Kind:
    """By the numbering that the paragraph names: a bullet, a number, or plain text."""
    ids = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    if not ids or ids[0] == "0":
        return Kind.TEXT
    part: Any = paragraph.part
    numbering = part.numbering_part.element
    abstract = numbering.xpath(f"./w:num[@w:numId='{int(ids[0])}']/w:abstractNumId/@w:val")
    formats = abstract and numbering.xpath(
        f"./w:abstractNum[@w:abstractNumId='{int(abstract[0])}']/w:lvl[@w:ilvl='0']/w:numFmt/@w:val"
    )
    return Kind.NUMBER if formats and formats[0] not in {"bullet", "none"} else Kind.BULLET


def _run(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\t", " ").replace("\n", "<br/>")
    if not html.strip():
        return html
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    address = _address(run)
    return f'<a href="{escape(address)}">{html}</a>' if address else html


def _address(run: Run) -> str:
    parent: Any = run._r.getparent()
    if parent is None or parent.tag != f"{_W}hyperlink":
        return ""
    relation = run.part.rels.get(parent.get(_RELATION) or "")
    return str(relation.target_ref) if relation is not None and relation.is_external else ""


def _pictures(run: Run) -> Iterator[Piece]:
    words = run._r.xpath(".//*[local-name()='docPr']/@descr")
    for blip in run._r.xpath(_PICTURES):
        relation = run.part.rels.get(blip.get(_EMBED) or "")
        if relation is None or relation.is_external:
            yield Piece(Kind.LEFT, _("Une image qui est restée sur Internet n’a pas été reprise."))
            continue
        part = relation.target_part
        name = PurePosixPath(str(part.partname)).name
        yield Piece(Kind.PICTURE, picture=part.blob, name=name, alt=str(words[0]).strip() if words else "")
