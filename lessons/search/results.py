"""The catalogue for its template: the guides of one page, facets with counts, chips, corrections, links."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest

from lessons.search import presentation
from lessons.search.answers import answer
from lessons.search.criteria import RELEVANCE, Choices, CriteriaForm
from lessons.search.facets import FACETS, THEMES
from lessons.search.facts import Facts, bits, facts_of, only
from lessons.search.presentation import Link

PAGE_SIZE = 20
_MAX_TIED = 300  # Equally good guides put in order of level and title; beyond, in order of age.
_TIED_ORDER = ("level__rank", "slug", "pk")  # The slug is the title without accents, which sorts well.
_ORDERS: dict[str, tuple[Any, ...]] = {
    RELEVANCE: ("pk",),
    "recents": (F("last_published_at").desc(nulls_last=True), "-pk"),
    "verifies": (F("checked_on").desc(nulls_last=True), "-pk"),
    "duree": ("duration", "slug", "pk"),
    "titre": ("slug", "pk"),
}


def catalogue(request: HttpRequest, guides: QuerySet[Any], base_url: str) -> dict[str, Any]:
    """The context of the catalogue at `base_url` for the query string of `request`.

    `guides` are the guides that may be seen: results, counts, corrections, suggestions and what may be chosen come
    from them only.
    """
    facts = facts_of(guides.model)
    choices = _choices(request, facts, guides)
    form = CriteriaForm(request.GET, choices)
    criteria = form.criteria()
    found = answer(guides.order_by(*_ORDERS[criteria.order]), criteria)
    keys = criteria.keys(choices)
    candidates = bits(found.pks)
    pks = only(found.pks, facts.narrowed(candidates, keys)) if keys else list(found.pks)
    if criteria.order == RELEVANCE:
        pks.sort(key=found.scores.__getitem__, reverse=True)
    page = Paginator(pks, PAGE_SIZE).get_page(request.GET.get("page", 1))
    shown = (
        _in_fair_order(page, pks, found.scores, guides) if criteria.order == RELEVANCE else page.object_list
    )
    page.object_list = _cards(shown, guides)
    total = page.paginator.count
    return {
        "form": form,
        "query": criteria.text,
        "query_words": [match.word for match in found.matches],
        "facets": presentation.facets(criteria, choices, facts.counts(candidates, keys)),
        "chips": presentation.chips(criteria, choices, base_url),
        "clear_url": replace(criteria, chosen={}).url(base_url),
        "sort_choices": presentation.sort_choices(criteria),
        "results": page,
        "page_links": presentation.page_links(criteria, page, base_url),
        "total": total,
        "results_heading": presentation.heading(total, found),
        "correction": presentation.correction(criteria, found, base_url),
        "notice": presentation.notice(found),
        "suggestions": [] if total else _suggestions(facts, guides, choices, base_url),
        "canonical_query": criteria.query_string(page.number),
    }


def _choices(request: HttpRequest, facts: Facts, guides: QuerySet[Any]) -> Choices:
    """All choices; once one is made, those that a guide in sight has: to name another would tell of what is hidden."""
    choices: Choices = {facet.name: facet.choices() for facet in FACETS}
    if choices.keys().isdisjoint(request.GET):
        return choices
    in_sight = bits(guides.order_by().values_list("pk", flat=True))
    return {facet.name: facts.offered(facet, choices[facet.name], in_sight) for facet in FACETS}


def _cards(shown: Iterable[int], guides: Any) -> list[Any]:
    """The guides whose keys are `shown`, in that order, with all that a card shows."""
    cards = {guide.pk: guide for guide in guides.filter(pk__in=shown).order_by().for_listing()}
    return [cards[pk] for pk in shown if pk in cards]


def _in_fair_order(
    page: Page[Any], pks: list[int], scores: dict[int, int], guides: QuerySet[Any]
) -> list[int]:
    """The keys on `page`, equally good ones by level and title instead of by age."""
    here = list(page.object_list)
    if not here:
        return []
    best, worst = scores[here[0]], scores[here[-1]]
    tied = [pk for pk in pks if worst <= scores[pk] <= best]
    if len(tied) > _MAX_TIED:
        return here
    skipped = page.start_index() - 1 - pks.index(tied[0])
    by_level = guides.filter(pk__in=tied).order_by(*_TIED_ORDER).values_list("pk", flat=True)
    return sorted(by_level, key=scores.__getitem__, reverse=True)[skipped : skipped + len(here)]


def _suggestions(facts: Facts, guides: QuerySet[Any], choices: Choices, base_url: str) -> list[Link]:
    everything = bits(guides.order_by().values_list("pk", flat=True))
    return presentation.suggestions(facts.count(THEMES, everything), choices, base_url)
