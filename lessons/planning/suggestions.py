"""Advice on the guides of a session plan: missing prerequisites, and variants at the level of the group."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from lessons.models import GuidePage, PrerequisiteGuide
from lessons.planning.session_presentation import Session, ShownLine


def add_suggestions(session: Session, guides: Any) -> None:
    """Fill `missing` and `variants` of every line; the number of queries is fixed.

    `guides` is the queryset of guides that anyone may read now.
    """
    _find_missing(session, guides)
    if session.level is not None or len(session.levels) > 1:
        _find_variants(session, guides)


def _find_missing(session: Session, guides: Any) -> None:
    """Find the prerequisites of each guide that do not come before it in the plan."""
    places = {line.guide.pk: place for place, line in enumerate(session.lines) if line.guide}
    links = PrerequisiteGuide.objects.filter(page__in=places).order_by("sort_order")
    needed = [(link.page_id, link.guide_id) for link in links]
    late = [(page, guide) for page, guide in needed if places.get(guide, len(session.lines)) > places[page]]
    found = guides.for_listing().in_bulk([guide for _page, guide in late]) if late else {}
    for page, guide in late:
        if guide in found:
            session.lines[places[page]].missing.append(found[guide])


def _find_variants(session: Session, guides: Any) -> None:
    """Find variants of the guides at the level of the group, or else at the lowest level in the plan."""
    wanted = session.level or session.levels[0]
    others = [line for line in session.guide_lines if line.guide and line.guide.level_id != wanted.pk]
    families = {line.guide.variant_of_id or line.guide.pk for line in others if line.guide}
    if not families:
        return
    family = Q(pk__in=families) | Q(variant_of_id__in=families)
    by_root: dict[int, list[GuidePage]] = defaultdict(list)
    for guide in guides.for_listing().filter(family, level=wanted).by_level():
        by_root[guide.variant_of_id or guide.pk].append(guide)
    for line in others:
        line.variants = [
            guide for guide in by_root[_root(line)] if guide.pk != getattr(line.guide, "pk", None)
        ]


def _root(line: ShownLine) -> int:
    return (line.guide.variant_of_id or line.guide.pk) if line.guide else 0
