"""Exports the learner's sheet and helper's outline as DOCX, for helpers who adapt times and words locally."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from home.brand_colours import USUAL
from home.typesetting.characters import NARROW, french_values, visible
from home.typesetting.rich_text_tree import Node
from lessons.blocks.step_fields import is_for_helpers, note_fields
from lessons.sheets.document import Document, Part
from lessons.sheets.drawn_markers import with_markers
from lessons.sheets.guide_sheet import GuideSheet, SheetPicture, SheetStep
from lessons.sheets.sheet_types import SheetType

EDITABLE = (SheetType.LEARNER, SheetType.HELPER)
FONT = "Atkinson Hyperlegible"  # A word processor without this font uses its default font.
HELPER_POINTS = 11
PICTURE_WIDTH, PHONE_WIDTH, LOGO_HEIGHT, MARGIN = Cm(12), Cm(5.5), Cm(1.4), Cm(1.8)
NOTE_INDENT = Cm(0.5)
TIMING = ("N°", "Étape", "Durée", "Genre", "Indispensable")
TIMING_WIDTHS = (Cm(1.2), Cm(8.0), Cm(2.2), Cm(2.8), Cm(3.2))
OPTIONAL = "facultatif"
BOX = "☐ "
MARK = "FFE27D"  # Behind words to look for.
COLON = f"{NARROW}: "
MAX_PROPERTY_LENGTH = 255  # Word processors refuse a file with a longer title.


def docx_of(document: Document) -> bytes:
    """Return the first editable paper of `document` as DOCX. Raises ValueError when it has none."""
    document = french_values(document, visible)
    for part in document.parts:
        if part.paper in EDITABLE and isinstance(part.guide, GuideSheet):
            return _DocxWriter(document, part, part.guide).bytes()
    raise ValueError("Only the learner's sheet and the helper's outline can be edited")


class _DocxWriter:
    def __init__(self, document: Document, part: Part, guide: GuideSheet) -> None:
        self._document, self._part, self._guide = document, part, guide
        self._for_helper = part.paper is SheetType.HELPER
        self._word: Word = docx.Document()
        self._brand = document.structure.brand or USUAL
        self._dress()

    def bytes(self) -> bytes:
        self._head()
        if self._for_helper:
            self._prepare()
        self._list("À apporter", self._guide.papers, mark=BOX)
        for step in self._guide.steps:
            if step.number not in self._part.left_out:
                self._step(step)
        done = "La personne a réussi si…" if self._for_helper else "J’ai réussi si…"
        self._list(done, self._guide.checks, mark=BOX)
        self._words()
        self._foot()
        packed = BytesIO()
        self._word.save(packed)
        return packed.getvalue()

    def _dress(self) -> None:
        section = self._word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        points = HELPER_POINTS if self._for_helper else int(self._document.options.size)
        for style in self._word.styles:
            if style.type is WD_STYLE_TYPE.PARAGRAPH:
                _speak_french(style.element.get_or_add_rPr())
        normal = self._word.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(points)
        for level, scale in ((1, 1.55), (2, 1.15), (3, 1.05)):
            heading = self._word.styles[f"Heading {level}"]
            heading.font.name, heading.font.size = FONT, Pt(points * scale)
            heading.font.color.rgb = RGBColor.from_string(self._brand[1:].upper())
        said = self._word.core_properties
        said.title, said.author, said.language = (
            self._document.title[:MAX_PROPERTY_LENGTH],
            "Pas à pas",
            "fr-FR",
        )
        said.created = said.modified = self._guide.published

    def _head(self) -> None:
        structure, guide = self._document.structure, self._guide
        if structure.logo is not None:
            logo = self._word.add_picture(str(structure.logo), height=LOGO_HEIGHT)
            _describe(logo, f"Logo de la structure : {structure.name}")
        self._word.add_paragraph(" · ".join(filter(None, [str(self._part.paper.form.label), guide.theme])))
        self._word.add_heading(guide.title, level=1)
        facts = [guide.level, guide.duration, guide.devices]
        self._word.add_paragraph(" | ".join(filter(None, facts)))
        if guide.site or guide.address:
            where = self._word.add_paragraph()
            where.add_run(f"Le site à ouvrir{COLON}{guide.site}").bold = True
            where.add_run(f" {guide.address}")

    def _prepare(self) -> None:
        guide = self._guide
        self._word.add_paragraph(guide.summary)
        self._list("À la fin, la personne sait…", guide.objectives)
        if guide.prerequisites:
            self._word.add_heading("Avant de commencer", level=2)
            self._rich(guide.prerequisites)
        self._list("Guides à faire avant", guide.required_guides)
        self._word.add_heading("Déroulé", level=2)
        self._timing()

    def _timing(self) -> None:
        table = self._word.add_table(rows=1, cols=len(TIMING), style="Table Grid")
        for cell, title in zip(table.rows[0].cells, TIMING, strict=True):
            cell.paragraphs[0].add_run(title).bold = True
        _repeat_on_each_page(table.rows[0])
        table.autofit = False
        for step in self._guide.steps:
            if step.number in self._part.left_out:
                continue
            essential = "oui" if step.essential else OPTIONAL
            values = (str(step.number), step.title, step.minutes, step.kind_label, essential)
            for cell, value in zip(table.add_row().cells, values, strict=True):
                cell.text = value
        for column, width in zip(table.columns, TIMING_WIDTHS, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width

    def _step(self, step: SheetStep) -> None:
        self._word.add_heading(f"{step.number}. {step.title}", level=2)
        before = len(self._word.paragraphs)
        if self._for_helper:
            facts = [step.minutes, step.kind_label, "" if step.essential else OPTIONAL]
            _keep_with_next([self._word.add_paragraph(" | ".join(filter(None, facts)))])
        self._rich(step.texts["instruction"])
        if step.picture is not None:
            _keep_with_next(self._word.paragraphs[before:])
            self._picture(step.picture)
        for name, block in note_fields().items():
            if self._for_helper or not is_for_helpers(block):
                self._note(str(block.label), step.texts[name])

    def _picture(self, picture: SheetPicture) -> None:
        if picture.source is None:
            self._word.add_paragraph(f"Image indisponible. {picture.alt}")
            return
        width = PHONE_WIDTH if picture.height > picture.width else PICTURE_WIDTH
        before = len(self._word.paragraphs)
        drawn = self._word.add_picture(BytesIO(with_markers(picture, self._brand)), width=width)
        _describe(drawn, picture.alt)
        for marker in picture.markers:
            said = " (appuyez ici)" * marker.target + " (hors de l’image)" * (not marker.drawn)
            self._word.add_paragraph(f"{marker.number}{COLON}{marker.label}{said}")
        _keep_with_next(self._word.paragraphs[before:-1])

    def _note(self, title: str, nodes: list[Node]) -> None:
        if nodes:
            before = len(self._word.paragraphs)
            self._word.add_paragraph().add_run(title).bold = True
            self._rich(nodes)
            written = self._word.paragraphs[before:]
            _keep_with_next(written[:-1])
            for line in written:
                line.paragraph_format.left_indent = NOTE_INDENT
                _rule_on_the_left(line, self._brand[1:].upper())

    def _list(self, title: str, items: Iterable[str], mark: str = "") -> None:
        items = list(items)
        if items:
            self._word.add_heading(title, level=2)
            for item in items:
                self._word.add_paragraph(f"{mark}{item}", style=None if mark else "List Bullet")

    def _words(self) -> None:
        if self._guide.words:
            self._word.add_heading("Mots à connaître", level=2)
            for word in self._guide.words:
                line = self._word.add_paragraph()
                line.add_run(word.name).bold = True
                line.add_run(f"{COLON}{word.definition}")

    def _foot(self) -> None:
        guide, structure = self._guide, self._document.structure
        source = [
            guide.freshness,
            guide.licence,
            "Pas à pas",
            guide.short_address,
            structure.name,
            structure.contact,
        ]
        self._word.add_paragraph(" · ".join(filter(None, source)))

    def _rich(self, nodes: list[Node]) -> None:
        for node in nodes:
            _Block(self._word).write(node)


class _Block:
    """Writes rich text nodes as paragraphs and runs."""

    def __init__(self, word: Word) -> None:
        self._word = word

    def write(self, node: Node, style: str | None = None) -> None:
        if node["kind"] in {"ul", "ol"}:
            for item in node["children"]:
                self.write(item, "List Bullet" if node["kind"] == "ul" else "List Number")
            return
        inner = node.get("children", [node])
        line = self._word.add_paragraph(style=style)
        for child in inner:
            if child["kind"] in {"ul", "ol"}:
                self.write(child, style)
            else:
                _run(line, child)


def _run(
    line: Paragraph, node: Node, *, bold: bool = False, italic: bool = False, marked: bool = False
) -> None:
    if node["kind"] == "text":
        run = line.add_run(node["text"])
        run.bold, run.italic = bold or None, italic or None
        if marked:
            _highlight(run)
        return
    if node["kind"] == "br":
        line.add_run().add_break()
    for child in node.get("children", []):
        _run(
            line,
            child,
            bold=bold or node["kind"] in {"strong", "code"},
            italic=italic or node["kind"] == "em",
            marked=marked or node["kind"] == "code",
        )
    if node["kind"] == "a":
        line.add_run(f" ({node['address']})")


def _highlight(run: Run) -> None:
    """Put a band behind words to look for on the screen; in greys it stays lighter than they are dark."""
    band = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", MARK)):
        band.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(band)


def _keep_with_next(lines: Iterable[Paragraph]) -> None:
    for line in lines:
        line.paragraph_format.keep_with_next = True


def _rule_on_the_left(line: Paragraph, colour: str) -> None:
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", colour)):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _describe(picture: Any, alt: str) -> None:
    picture._inline.docPr.set("descr", alt)


def _speak_french(properties: Any) -> None:
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "fr-FR")


def _repeat_on_each_page(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)
