"""Papers that are typeset together: the papers of each guide, their options, and the operator of the site."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.models import Site

from home.brand_colours import by_day, is_code
from home.models import SiteIdentity
from lessons.models import GuidePage
from lessons.sheets.guide_sheet import GuideSheet, SheetSubject, guide_sheet
from lessons.sheets.images import printed_picture
from lessons.sheets.options import Options
from lessons.sheets.sheet_types import SheetType
from lessons.step_kinds import StepKind
from lessons.timing import TimedLine, TimedStep, shorten


@dataclass(frozen=True)
class SiteOperator:
    """The organisation that runs the site, on its papers.

    Attributes:
        name, contact, logo: its name, contact line and logo file.
        brand, wash: its colour for titles and numbers, and for light grounds, as #rrggbb; empty for the usual ones.
    """

    name: str = ""
    contact: str = ""
    logo: Path | None = None
    brand: str = ""
    wash: str = ""


@dataclass(frozen=True)
class TimetableRow:
    """A row of the timetable of a session: start, title, minutes, and instructions for the helper."""

    begins: str
    title: str
    minutes: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One paper of a guide or of a session.

    Attributes:
        left_out: the numbers of the steps that a shorter course for helpers leaves out.
        rows, material: the timetable and material of a session plan; empty on other papers.
        label: the name of the paper; empty for its usual name.
    """

    paper: SheetType
    guide: SheetSubject
    left_out: frozenset[int] = frozenset()
    rows: tuple[TimetableRow, ...] = ()
    material: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Document:
    """Papers that are typeset together, as one file with continuous page numbers.

    Attributes:
        title: the title in the metadata of the file, shown by PDF readers.
        parts: the papers in order; the same guide may have several.
        options: the layout. Copies and booklets are made afterwards, see `imposition.py`.
        structure: the operator of the site: the name, contact line and logo on every paper.
    """

    title: str
    parts: tuple[Part, ...]
    options: Options = field(default_factory=Options)
    structure: SiteOperator = field(default_factory=SiteOperator)


def guide_document(page: GuidePage, options: Options, site: Site | None = None) -> Document:
    """Return the papers of `page` in `options` that have content, or else the learner's sheet alone.

    `site` is the one that is asked for them, when several share the page.
    """
    guide = guide_sheet(page, whole_pictures=options.whole_pictures)
    papers = [paper for paper in options.papers if not reason_not_available(paper, page)] or [
        SheetType.LEARNER
    ]
    names = [str(paper.form.label) for paper in papers]
    return Document(
        title=f"{names[0] if len(names) == 1 else _('Papiers')} : {page.title}",
        parts=tuple(_part(paper, guide, options) for paper in papers),
        options=options,
        structure=site_operator(site or page.get_site()),
    )


def reason_not_available(paper: SheetType, guide: GuidePage) -> str:
    """Return a sentence on why `paper` cannot be made of `guide`, or "" when it can."""
    if paper is SheetType.POSTER and not guide.papers:
        return _("Ce guide ne demande aucun papier.")
    if paper is SheetType.GLOSSARY and not guide.related_content.words:
        return _("Ce guide n’a pas de mots expliqués.")
    return ""


def _part(paper: SheetType, guide: GuideSheet, options: Options) -> Part:
    shorter = paper is SheetType.HELPER and options.course
    return Part(paper, guide, left_out(guide, options.course) if shorter else frozenset())


def left_out(guide: GuideSheet, minutes: int) -> frozenset[int]:
    """Return the numbers of the optional steps to leave out to bring `guide` nearest to `minutes`."""
    steps = (
        TimedStep(str(step.number), step.length, StepKind(step.kind), step.essential) for step in guide.steps
    )
    return frozenset(int(step.key) for step in shorten(TimedLine("guide", tuple(steps)), minutes).dropped)


def site_operator(site: Site | None) -> SiteOperator:
    """Return the operator of `site`, for the foot of every paper."""
    if site is None:
        return SiteOperator()
    identity = SiteIdentity.read(site)
    logo = printed_picture(identity.logo).file if identity.logo else None
    colours = by_day(identity.colour) if is_code(identity.colour) else None
    return SiteOperator(
        identity.organisation,
        identity.contact_line,
        logo,
        brand=colours.brand if colours else "",
        wash=colours.brand_wash if colours else "",
    )
