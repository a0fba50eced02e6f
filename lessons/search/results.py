"""The catalogue for its template: the guides of one page, facets with counts, chips, corrections, links."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from lessons.search import presentation
from lessons.search.answers import answer
from lessons.search.criteria import RELEVANCE, Choices, CriteriaForm
from lessons.search.facets import FACETS, THEMES
from lessons.search.facts import Facts, bits, facts_of, only
from lessons.search.presentation import Link
from lessons.search.shelf import Shelf

PAGE_SIZE = 20


def catalogue(request: HttpRequest, shelf: Shelf, base_url: str) -> dict[str, Any]:
    """The context of the catalogue at `base_url` for the query string of `request`.

    Results, counts, corrections, suggestions and what may be chosen come from the guides of `shelf` only.
    """
    facts = facts_of(shelf.model)
    choices = _choices(request, facts, shelf)
    form = CriteriaForm(request.GET, choices)
    criteria = form.criteria()
    found = answer(shelf, criteria)
    keys = criteria.keys(choices)
    candidates = bits(found.pks) if found.text else shelf.everything()
    pks = only(found.pks, facts.narrowed(candidates, keys)) if keys else list(found.pks)
    if criteria.order == RELEVANCE:
        pks.sort(key=found.scores.__getitem__, reverse=True)
    page = Paginator(pks, PAGE_SIZE).get_page(request.GET.get("page", 1))
    page.object_list = shelf.cards(page.object_list)
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
        "suggestions": [] if total else _suggestions(facts, shelf, choices, base_url),
        "canonical_query": criteria.query_string(page.number),
    }


def _choices(request: HttpRequest, facts: Facts, shelf: Shelf) -> Choices:
    """All choices; once one is made, those that a guide in sight has: to name another would tell of what is hidden."""
    choices: Choices = {facet.name: facet.choices() for facet in FACETS}
    if choices.keys().isdisjoint(request.GET):
        return choices
    in_sight = shelf.everything()
    return {facet.name: facts.offered(facet, choices[facet.name], in_sight) for facet in FACETS}


def _suggestions(facts: Facts, shelf: Shelf, choices: Choices, base_url: str) -> list[Link]:
    return presentation.suggestions(facts.count(THEMES, shelf.everything()), choices, base_url)
