"""Export of a session plan as an editable DOCX file."""

import io
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from home.text.humanize import day_label, minutes_label
from home.typesetting.characters import visible
from lessons.planning.models import SessionPlan
from lessons.planning.session_presentation import Session

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Arial"


def plan_file(plan: SessionPlan, session: Session, *, with_notes: bool = False) -> bytes:
    """Return the DOCX file, with real headings and a table whose header row repeats on each page.

    The notes are for the helper only, so they are left out unless `with_notes` is true.
    """
    document = Document()
    title = visible(str(plan))
    _prepare(document, title)
    document.add_heading(title, level=0)
    for words in _facts(plan, session):
        document.add_paragraph(visible(words))
    document.add_heading(_("Déroulé"), level=1)
    _timetable(document, session, with_notes=with_notes)
    _list(document, _("Les personnes apportent"), session.papers)
    _list(document, _("Matériel"), session.material)
    _list(
        document, _("Mots à expliquer"), [f"{term.name} : {term.definition}" for term in session.vocabulary]
    )
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _prepare(document: Any, title: str) -> None:
    """Set the proofing language to French, the page to A4, and a plain font."""
    document.core_properties.title = title
    document.core_properties.author = "Pas à pas"
    document.core_properties.language = "fr-FR"
    normal = document.styles["Normal"]
    normal.font.name = _FONT
    properties = normal.element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    properties.append(language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)


def _facts(plan: SessionPlan, session: Session) -> list[str]:
    facts = [day_label(plan.day).capitalize()] if plan.day else []
    if session.starts_at:
        times = {"start": session.starts_label, "end": session.ends_at}
        facts.append(_("De %(start)s à %(end)s") % times)
    facts.append(_("Durée : %(time)s") % {"time": minutes_label(session.total)})
    if plan.level:
        facts.append(_("Niveau : %(level)s") % {"level": plan.level})
    if plan.participants:
        facts.append(_("Nombre de personnes : %(count)s") % {"count": plan.participants})
    return facts


def _timetable(document: Any, session: Session, *, with_notes: bool) -> None:
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    head = table.rows[0]
    for cell, words in zip(head.cells, (_("Heure"), _("Quoi"), _("Durée")), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    properties = head._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for line in session.present:
        cells = table.add_row().cells
        cells[0].text = line.begins_at
        cells[1].paragraphs[0].add_run(visible(line.title)).bold = True
        for words in line.details(with_note=with_notes):
            cells[1].add_paragraph(visible(words))
        cells[2].text = minutes_label(line.minutes)
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(2.5), Cm(11.5), Cm(2.5)), strict=True):
            cell.width = width


def _list(document: Any, heading: str, items: list[str]) -> None:
    if items:
        document.add_heading(heading, level=1)
    for item in items:
        document.add_paragraph(visible(item), style="List Bullet")
