"""The pack of a session plan: its papers as one document, as separate files, or as a file for printing.

Knows session plans and the sheets that `lessons.sheets` makes of guides; knows no request.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pikepdf
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.text.humanize import day_label, minutes_label
from lessons.models import GuideIndexPage
from lessons.planning.models import SessionPlan
from lessons.planning.pack_options import OF_EACH_GUIDE, PackOptions
from lessons.planning.session_presentation import Session, ShownLine
from lessons.sheets.document import Document, Part, TimetableRow, site_operator
from lessons.sheets.guide_sheet import EPOCH, GuideSheet, SheetSubject, guide_sheet
from lessons.sheets.render import RenderedDocument
from lessons.sheets.sheet_types import SheetType

MAX_PAGES = 3_000
OnProgress = Callable[[int, int], None]


class PackTooLongError(Exception):
    """The pack has more than MAX_PAGES pages; `pages` is their number."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"{pages} pages")
        self.pages = pages


@dataclass(frozen=True)
class Pack:
    """The document of a session plan, its file name, and the number of copies of each of its parts."""

    document: Document
    name: str
    copies: tuple[int, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.document.parts

    @property
    def is_single(self) -> bool:
        """Whether there is one copy of each paper: then the table of contents comes first."""
        return set(self.copies) == {1}


def make_pack(
    plan: SessionPlan, session: Session, options: PackOptions, site: Site | None, *, on_progress: OnProgress
) -> Pack:
    """Return the pack of `session`. Calls `on_progress(done, total)` after each guide."""
    guides = [line.guide for line in session.guide_lines if line.guide]
    sheets: list[GuideSheet] = []
    for number, guide in enumerate(guides, start=1):
        sheets.append(guide_sheet(guide, whole_pictures=options.look.whole_pictures))
        on_progress(number, len(guides))
    whole = session_sheet(plan, session, sheets, catalogue_address(site))
    plans = [_plan_part(plan, session, whole, site if options.for_helper else None)]
    chosen = [
        (part, options.copies[paper])
        for paper in options.papers
        for part in (plans if paper is SheetType.SESSION else _parts(paper, session, whole, sheets))
    ]
    if not chosen:
        chosen = [(part, 1) for part in plans]
    document = Document(
        title=_("Dossier : %(title)s") % {"title": plan},
        parts=tuple(part for part, _copies in chosen),
        options=options.look.accessible(),
        structure=site_operator(site),
    )
    return Pack(document, slugify(str(plan)) or "seance", tuple(copies for _part, copies in chosen))


def session_sheet(
    plan: SessionPlan, session: Session, sheets: list[GuideSheet], address: str
) -> SheetSubject:
    """Return the content of the papers about the session itself.

    `address` is printed on every paper with its QR code. It must be public: these papers hang on doors.
    """
    objectives = [words for sheet in sheets for words in (sheet.objectives or (sheet.title,))]
    return SheetSubject(
        title=str(plan),
        theme=_("Séance"),
        level=plan.level.name if plan.level else "",
        stairs=plan.level.rank if plan.level else 0,
        duration=_when(session),
        freshness=_("Séance du %(day)s") % {"day": day_label(plan.day)} if plan.day else "",
        short_address=address,
        day=day_label(plan.day) if plan.day else "",
        starts_at=session.starts_label,
        objectives=tuple(dict.fromkeys(objectives)),
        papers=tuple(session.papers),
        words=tuple({word.name: word for sheet in sheets for word in sheet.words}.values()),
        published=max((sheet.published for sheet in sheets), default=EPOCH),
    )


def catalogue_address(site: Site | None) -> str:
    """Return the address of the public catalogue of `site`, or "" when it has none."""
    pages = GuideIndexPage.objects.visible()
    catalogue = pages.in_site_of(site.root_page).first() if site else None
    return str(catalogue.full_url or "") if catalogue else ""


def _when(session: Session) -> str:
    if session.starts_at is None:
        return minutes_label(session.total)
    times = {"start": session.starts_label, "end": session.ends_at}
    return _("de %(start)s à %(end)s") % times


def _parts(
    paper: SheetType, session: Session, whole: SheetSubject, sheets: list[GuideSheet]
) -> Iterator[Part]:
    """Yield the parts made from `paper`; none when the session has no content for it."""
    if paper in OF_EACH_GUIDE:
        for line, sheet in zip(session.guide_lines, sheets, strict=True):
            yield Part(paper, sheet, _left_out(line) if paper is SheetType.HELPER else frozenset())
    elif (paper is not SheetType.POSTER or whole.papers) and (paper is not SheetType.GLOSSARY or whole.words):
        yield Part(paper, whole)


def _plan_part(plan: SessionPlan, session: Session, whole: SheetSubject, helpers_site: Site | None) -> Part:
    """Return the plan. With `helpers_site` it is the helper's own: it has notes and the share address."""
    material = tuple(session.material)
    rows = tuple(_row(line, with_note=helpers_site is not None) for line in session.present)
    label = ""
    if helpers_site is not None:
        label = _("Plan pour moi : ne pas afficher")
        if plan.share_key:
            address = f"{helpers_site.root_url}{reverse('shared_session', args=[plan.share_key])}"
            whole = replace(whole, short_address=address)
    return Part(SheetType.SESSION, whole, rows=rows, material=material, label=label)


def _left_out(line: ShownLine) -> frozenset[int]:
    return frozenset(
        number for number, step in enumerate(line.timed.steps, start=1) if step.key not in line.kept_steps
    )


def _row(line: ShownLine, *, with_note: bool) -> TimetableRow:
    return TimetableRow(
        begins=line.begins_at,
        title=line.title,
        minutes=minutes_label(line.minutes),
        details=tuple(line.details(with_note=with_note)),
    )


def printer_file(pack: Pack, *, both_sides: bool) -> bytes:
    """Return the PDF with all its copies, one paper after the other.

    It is not tagged for accessibility: the accessible file holds one copy of each paper. Raises PackTooLongError
    when it has more than MAX_PAGES pages.
    """
    pdf = RenderedDocument(pack.document).pdf()
    if pack.is_single and not both_sides:
        return pdf
    sheets_needed(pack, both_sides=both_sides)
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as result:
        for (first, last), copies in zip(page_ranges(source, len(pack.parts)), pack.copies, strict=True):
            for _copy in range(copies):
                result.pages.extend(source.pages[first:last])
                if both_sides and (last - first) % 2:
                    result.add_blank_page(page_size=(595.28, 841.89))
        result.docinfo["/Title"] = str(source.docinfo.get("/Title", ""))
        packed = io.BytesIO()
        result.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def sheets_needed(pack: Pack, *, both_sides: bool) -> tuple[int, int]:
    """Return how many sheets of paper `printer_file` takes: printed on one side, and on both.

    Raises PackTooLongError when it has more than MAX_PAGES pages.
    """
    with pikepdf.open(io.BytesIO(RenderedDocument(pack.document).pdf())) as pdf:
        whole, ranges = len(pdf.pages), page_ranges(pdf, len(pack.parts))
    if pack.is_single and not both_sides:
        return whole, -(-whole // 2)
    counted = list(zip([last - first for first, last in ranges], pack.copies, strict=True))
    one_side = sum(pages * copies for pages, copies in counted)
    if one_side > MAX_PAGES:
        raise PackTooLongError(one_side)
    return one_side, sum(-(-pages // 2) * copies for pages, copies in counted)


def page_ranges(pdf: pikepdf.Pdf, parts: int) -> list[tuple[int, int]]:
    """Return the first page of each part and the page after its last, counted from 0.

    Each part has one top-level bookmark, made from its only first-level heading. Raises ValueError when the
    number of bookmarks is not `parts`.
    """
    with pdf.open_outline() as outline:
        firsts = [pdf.pages.index(pikepdf.Page(_destination(item)[0])) for item in outline.root]
    if len(firsts) != parts:
        raise ValueError(f"{parts} papers but {len(firsts)} bookmarks")
    return list(zip(firsts, [*firsts[1:], len(pdf.pages)], strict=True))


def _destination(item: pikepdf.OutlineItem) -> pikepdf.Array:
    destination: object = item.destination
    if destination is None and item.action is not None:
        destination = item.action.D
    if not isinstance(destination, pikepdf.Array):
        raise TypeError("Typst writes explicit destinations")
    return destination


def separate_files(pack: Pack, extra: dict[str, bytes], *, on_progress: OnProgress) -> bytes:
    """Return a zip file with every paper as a numbered PDF, and the `extra` files by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, part in enumerate(pack.parts, start=1):
            title = f"{part.paper.form.label} : {part.guide.title}"
            alone = replace(pack.document, title=title, parts=(part,))
            name = f"{number:02}-{part.paper.form.code}-{slugify(part.guide.title)[:60]}.pdf"
            archive.writestr(name, RenderedDocument(alone).pdf())
            on_progress(number, len(pack.parts))
        for name, content in extra.items():
            archive.writestr(name, content)
    return packed.getvalue()
