"""Faults in the text of a guide that block its publication."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import visible_q
from home.text.personal_data import find_personal_data
from lessons.models import GuidePage
from lessons.quality.findings import Finding, Severity
from lessons.quality.text_extraction import Passage, extract_passages, step_place

_PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_PAGE_ID = re.compile(r'\bid="(\d{1,9})"')
_EMPTY_LINK = re.compile(r"<a(?![^>]*\b(?:href|linktype)=)[^>]*>")


def blocking_faults(guide: GuidePage) -> list[Finding]:
    """Return the faults in the text of `guide`, as it is in memory: missing parts, personal data, links."""
    texts = list(extract_passages(guide))
    return [
        *_missing_parts(guide),
        *_pictures_without_words(guide),
        *_personal_data(texts),
        *_broken_links(texts),
    ]


def _blocking(code: str, place: str, message: str, **where: str) -> Finding:
    return Finding(code, Severity.BLOCKING, place, message, **where)


def _missing_parts(guide: GuidePage) -> Iterator[Finding]:
    if guide.procedure_type_id is None:
        yield _blocking(
            "no-type", _("Présentation"), _("choisissez un type de démarche."), part="procedure_type"
        )
    if guide.level_id is None:
        yield _blocking("no-level", _("Présentation"), _("choisissez un niveau."), part="level")
    if not len(guide.steps):
        yield _blocking("no-step", _("Étapes"), _("ajoutez au moins une étape."), part="steps")


def _pictures_without_words(guide: GuidePage) -> Iterator[Finding]:
    for number, step in enumerate(guide.steps, start=1):
        screenshot = step.value["screenshot"]
        if screenshot and not (screenshot["alt"] or "").strip():
            yield _blocking(
                "no-alt",
                step_place(number, step.value["title"]),
                _("décrivez l’image en une phrase, pour les personnes qui ne la voient pas."),
                step_id=step.id or "",
                part="screenshot",
            )


def _personal_data(texts: list[Passage]) -> Iterator[Finding]:
    for passage in texts:
        for identifier in find_personal_data(passage.text):
            message = _("ce texte semble contenir %(name)s. Mettez une donnée inventée à la place.")
            yield _blocking(
                "personal-data",
                passage.place,
                message % {"name": identifier.name},
                quote=identifier.excerpt,
                step_id=passage.step_id,
                part=passage.part,
            )


def _broken_links(texts: list[Passage]) -> Iterator[Finding]:
    """Find links to deleted or unpublished pages; a page not published yet is no fault, as it may be next."""
    linked = {passage: _linked_ids(passage.source) for passage in texts}
    ids = {pk for found in linked.values() for pk in found}
    good = set(Page.objects.filter(visible_q(), pk__in=ids).values_list("pk", flat=True)) if ids else set()
    good |= set(Page.objects.filter(pk__in=ids - good, first_published_at=None).values_list("pk", flat=True))
    for passage, found in linked.items():
        if not found <= good or _EMPTY_LINK.search(passage.source):
            message = _("un lien mène à une page du site qui n’existe plus. Refaites ce lien ou retirez-le.")
            yield _blocking("broken-link", passage.place, message, step_id=passage.step_id, part=passage.part)


def _linked_ids(source: str) -> set[int]:
    ids = (_PAGE_ID.search(tag) for tag in _PAGE_LINK.findall(source))
    return {int(match[1]) for match in ids if match}
