"""Papers typeset together: which papers of which guides, how they look, who runs the site."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.models import Site

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
    """Who runs the site: their name, how to reach them, and the picture file of their logo."""

    name: str = ""
    contact: str = ""
    logo: Path | None = None


@dataclass(frozen=True)
class TimetableRow:
    """A line of the plan of a session: when, what, how long, what the helper does."""

    begins: str
    title: str
    minutes: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One paper of a guide or of a session.

    Attributes:
        left_out: numbers of the steps that a helper's shorter course leaves out.
        rows, material: what the plan of a session shows; empty on other papers.
        label: what the paper is called; empty when as always.
    """

    paper: SheetType
    guide: SheetSubject
    left_out: frozenset[int] = frozenset()
    rows: tuple[TimetableRow, ...] = ()
    material: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Document:
    """Papers typeset together, as one file with one run of pages.

    Attributes:
        title: written into the file, and shown by readers.
        parts: in order; the same guide may stand in several.
        options: how they look. Copies and booklets are made afterwards, see `imposition.py`.
        structure: who runs the site: name, contact line and logo of every paper.
    """

    title: str
    parts: tuple[Part, ...]
    options: Options = field(default_factory=Options)
    structure: SiteOperator = field(default_factory=SiteOperator)


def guide_document(page: GuidePage, options: Options) -> Document:
    """The papers of `page` that `options` ask for, without those that it has nothing for; at least the learner's sheet."""
    guide = guide_sheet(page)
    papers = [paper for paper in options.papers if not reason_not_available(paper, page)] or [
        SheetType.LEARNER
    ]
    names = [str(paper.form.label) for paper in papers]
    return Document(
        title=f"{names[0] if len(names) == 1 else _('Papiers')} : {page.title}",
        parts=tuple(_part(paper, guide, options) for paper in papers),
        options=options,
        structure=site_operator(page.get_site()),
    )


def reason_not_available(paper: SheetType, guide: GuidePage) -> str:
    """Why `paper` cannot be made of `guide`, in a sentence; empty when it can."""
    if paper is SheetType.POSTER and not guide.papers:
        return _("Ce guide ne demande aucun papier.")
    if paper is SheetType.GLOSSARY and not guide.related_content.words:
        return _("Ce guide n’a pas de mots expliqués.")
    return ""


def _part(paper: SheetType, guide: GuideSheet, options: Options) -> Part:
    shorter = paper is SheetType.HELPER and options.course
    return Part(paper, guide, left_out(guide, options.course) if shorter else frozenset())


def left_out(guide: GuideSheet, minutes: int) -> frozenset[int]:
    """The numbers of the optional steps without which `guide` comes nearest to `minutes`."""
    steps = (
        TimedStep(str(step.number), step.length, StepKind(step.kind), step.essential) for step in guide.steps
    )
    return frozenset(int(step.key) for step in shorten(TimedLine("guide", tuple(steps)), minutes).dropped)


def site_operator(site: Site | None) -> SiteOperator:
    """Who runs `site`, for the foot of every paper."""
    if site is None:
        return SiteOperator()
    identity = SiteIdentity.read(site)
    logo = printed_picture(identity.logo).file if identity.logo else None
    return SiteOperator(identity.organisation, identity.contact_line, logo)
