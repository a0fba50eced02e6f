"""The template context of the catalogue: a page of results, facets with counts, chips, corrections, links."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from lessons.search import presentation
from lessons.search.bit_sets import ranked
from lessons.search.catalogue_scope import CatalogueScope
from lessons.search.criteria import RELEVANCE, Choices, CriteriaForm
from lessons.search.facet_index import FacetIndex, facet_index_of
from lessons.search.facets import FACETS, THEMES
from lessons.search.presentation import Link
from lessons.search.query_relaxation import search_guides

PAGE_SIZE = 20


def catalogue(request: HttpRequest, scope: CatalogueScope, base_url: str) -> dict[str, Any]:
    """Return the template context of the catalogue at `base_url` for the query string of `request`.

    Results, counts, corrections, suggestions and facet choices come from the guides of `scope` only.
    """
    facts = facet_index_of(scope.model)
    in_sight = scope.all_ids()
    choices = _choices(request, facts, in_sight)
    form = CriteriaForm(request.GET, choices)
    criteria = form.criteria()
    found = search_guides(facts.postings, in_sight, criteria)
    keys = criteria.keys(choices)
    guides = facts.narrowed(found.guides, keys)
    total = guides.bit_count()
    page = Paginator(range(total), PAGE_SIZE).get_page(request.GET.get("page", 1))
    tiers = [tier & guides for tier in found.ranked_groups] if criteria.order == RELEVANCE else [guides]
    first = (page.number - 1) * PAGE_SIZE
    page.object_list = scope.cards(ranked(scope.keys(criteria.order), tiers, first, first + PAGE_SIZE))
    return {
        "form": form,
        "query": criteria.text,
        "query_words": [match.word for match in found.matches],
        "facets": presentation.facets(criteria, choices, facts.counts(found.guides, keys)),
        "chips": presentation.chips(criteria, choices, base_url),
        "clear_url": replace(criteria, chosen={}).url(base_url),
        "sort_choices": presentation.sort_choices(criteria),
        "results": page,
        "page_links": presentation.page_links(criteria, page, base_url),
        "total": total,
        "results_heading": presentation.heading(total, found),
        "correction": presentation.correction(criteria, found, base_url),
        "notice": presentation.notice(found),
        "suggestions": [] if total else _suggestions(facts, in_sight, choices, base_url),
        "canonical_query": criteria.query_string(page.number),
    }


def _choices(request: HttpRequest, facts: FacetIndex, in_sight: int) -> Choices:
    """Return all choices or, once one is made, only those of visible guides, to reveal nothing hidden."""
    choices: Choices = {facet.name: facet.choices() for facet in FACETS}
    if choices.keys().isdisjoint(request.GET):
        return choices
    return {facet.name: facts.offered(facet, choices[facet.name], in_sight) for facet in FACETS}


def _suggestions(facts: FacetIndex, in_sight: int, choices: Choices, base_url: str) -> list[Link]:
    return presentation.suggestions(facts.count(THEMES, in_sight), choices, base_url)
