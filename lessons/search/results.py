"""The catalogue as its template shows it: results of one page, facets with counts, chips, corrections, links."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.search.answers import Answer, Mode, answer
from lessons.search.criteria import RELEVANCE, SORTS, Choices, Criteria, CriteriaForm
from lessons.search.facets import FACETS, Counts, count, narrow
from lessons.search.matching import ranked

PAGE_SIZE = 20
_MAX_SUGGESTIONS = 6
_MAX_TIED = 300  # Equally good guides put in order of level and title; beyond, in order of age.
_TIED_ORDER = (
    "level__rank",
    "slug",
    "pk",
)  # The slug is the title without accents, which no database sorts well.
_ORDERS: dict[str, tuple[Any, ...]] = {
    "recents": (F("last_published_at").desc(nulls_last=True), "-pk"),
    "verifies": (F("checked_on").desc(nulls_last=True), "-pk"),
    "duree": ("duration", "slug", "pk"),
    "titre": ("slug", "pk"),
}


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str


@dataclass(frozen=True)
class PageLink:
    """A link to a page of results; a gap between pages has no address. `hint` is read aloud before the label."""

    label: str
    url: str = ""
    hint: str = ""
    rel: str = ""
    current: bool = False


@dataclass(frozen=True)
class ShownChoice:
    value: str
    label: str | Promise
    count: int
    selected: bool
    depth: int
    url: str


@dataclass(frozen=True)
class ShownFacet:
    name: str
    label: str | Promise
    choices: list[ShownChoice]


@dataclass(frozen=True)
class Correction:
    """What was typed, what was searched instead, and where to search exactly what was typed."""

    typed: str
    corrected: str
    exact_url: str


def catalogue(request: HttpRequest, guides: QuerySet[Any], base_url: str) -> dict[str, Any]:
    """The context of the catalogue at `base_url` for the query string of `request`.

    `guides` are the guides that may be seen: results, counts, corrections and suggestions come from them only.
    """
    choices = {facet.name: facet.choices() for facet in FACETS}
    form = CriteriaForm(request.GET, choices)
    criteria = form.criteria()
    found = answer(guides, criteria)
    keys = criteria.keys(choices)
    counts = count(found.guides, keys)
    page = _page(request, criteria, found, narrow(found.guides, keys), guides)
    total = page.paginator.count
    return {
        "form": form,
        "query": criteria.text,
        "query_words": [match.word for match in found.matches],
        "facets": _shown_facets(criteria, choices, counts, base_url),
        "chips": _chips(criteria, choices, base_url),
        "clear_url": replace(criteria, chosen={}).url(base_url),
        "sort_choices": _sort_choices(criteria, base_url),
        "results": page,
        "page_links": _page_links(criteria, page, base_url),
        "total": total,
        "results_heading": _heading(total, found),
        "correction": _correction(criteria, found, base_url),
        "notice": _notice(found),
        "suggestions": [] if total else _suggestions(guides, choices, base_url),
        "canonical_query": criteria.query_string(page.number),
    }


def _page(
    request: HttpRequest, criteria: Criteria, found: Answer, narrowed: QuerySet[Any], guides: QuerySet[Any]
) -> Page[Any]:
    """The guides of the page asked for, or of the nearest page there is."""
    number = request.GET.get("page", 1)
    if criteria.order == RELEVANCE:
        order = ranked(narrowed, found.matches)
        page = Paginator([pk for pk, _score in order], PAGE_SIZE).get_page(number)
        pks = _in_fair_order(order, page, guides)
    else:
        page = Paginator(
            narrowed.order_by(*_ORDERS[criteria.order]).values_list("pk", flat=True), PAGE_SIZE
        ).get_page(number)
        pks = list(page.object_list)
    cards = {guide.pk: guide for guide in guides.filter(pk__in=pks).order_by().for_listing()}
    page.object_list = [cards[pk] for pk in pks if pk in cards]
    return page


def _in_fair_order(order: Sequence[tuple[int, Any]], page: Page[Any], guides: QuerySet[Any]) -> list[int]:
    """The keys on `page`, equally good ones by level and title instead of by age."""
    start, stop = max(page.start_index() - 1, 0), page.end_index()
    if not order:
        return []
    first, last = order[start][1], order[stop - 1][1]
    tied = [pk for pk, score in order if last <= score <= first]
    if len(tied) > _MAX_TIED:
        return [pk for pk, _score in order[start:stop]]
    scores = dict(order)
    skipped = start - next(position for position, (_pk, score) in enumerate(order) if score == first)
    by_level = guides.filter(pk__in=tied).order_by(*_TIED_ORDER).values_list("pk", flat=True)
    fair = sorted(by_level, key=lambda pk: scores[pk], reverse=True)
    return fair[skipped : skipped + stop - start]


def _shown_facets(criteria: Criteria, choices: Choices, counts: Counts, base_url: str) -> list[ShownFacet]:
    """Facets with the choices that lead somewhere, and those already made so that they can be undone."""
    facets = []
    for facet in FACETS:
        found, chosen = counts[facet.name], criteria.chosen.get(facet.name, ())
        shown = [
            ShownChoice(
                choice.value,
                choice.label,
                sum(found.get(key, 0) for key in choice.keys),
                choice.value in chosen,
                choice.depth,
                criteria.toggled(facet.name, choice.value, choices).url(base_url),
            )
            for choice in choices[facet.name]
            if choice.value in chosen or not found.keys().isdisjoint(choice.keys)
        ]
        if shown:
            facets.append(ShownFacet(facet.name, facet.label, shown))
    return facets


def _chips(criteria: Criteria, choices: Choices, base_url: str) -> list[Link]:
    """One chip for each choice made: its link takes the choice back."""
    return [
        Link(choice.label, criteria.toggled(name, choice.value, choices).url(base_url))
        for name, values in criteria.chosen.items()
        for choice in choices[name]
        if choice.value in values
    ]


def _sort_choices(criteria: Criteria, base_url: str) -> list[dict[str, Any]]:
    return [
        {
            "value": value,
            "label": label,
            "selected": value == criteria.order,
            "url": replace(criteria, sort=value).url(base_url),
        }
        for value, label in SORTS.items()
        if value != RELEVANCE or criteria.words
    ]


def _page_links(criteria: Criteria, page: Page[Any], base_url: str) -> list[PageLink]:
    links = []
    if page.has_previous():
        links.append(
            PageLink(_("Précédente"), criteria.url(base_url, page.previous_page_number()), rel="prev")
        )
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            url = criteria.url(base_url, number)
            links.append(PageLink(str(number), url, hint=_("Page"), current=number == page.number))
        else:
            links.append(PageLink(str(number)))
    if page.has_next():
        links.append(PageLink(_("Suivante"), criteria.url(base_url, page.next_page_number()), rel="next"))
    return links


def _heading(total: int, found: Answer) -> str:
    number = number_format(total, force_grouping=True)
    guides = (
        ngettext("%(number)s guide", "%(number)s guides", total) % {"number": number}
        if total
        else _("Aucun guide")
    )
    return (
        _("%(guides)s pour « %(text)s »") % {"guides": guides, "text": found.text} if found.text else guides
    )


def _correction(criteria: Criteria, found: Answer, base_url: str) -> Correction | None:
    if found.text in {"", criteria.text}:
        return None
    return Correction(criteria.text, found.text, replace(criteria, exact=True).url(base_url))


def _notice(found: Answer) -> str:
    if found.mode is not Mode.SOME_WORDS or len(found.matches) == 1:
        return ""
    return _("Aucun guide ne contient tous ces mots. Voici ceux qui en contiennent une partie.")


def _suggestions(guides: QuerySet[Any], choices: Choices, base_url: str) -> list[Link]:
    """Themes with guides, the fullest first."""
    facet = next(facet for facet in FACETS if facet.name == "demarche")
    rows = dict(guides.order_by().values_list(facet.column).annotate(found=Count("pk")))
    themes = [choice for choice in choices[facet.name] if not choice.depth]
    found = {theme.value: sum(rows.get(key, 0) for key in theme.keys) for theme in themes}
    best = sorted((theme for theme in themes if found[theme.value]), key=lambda theme: -found[theme.value])
    return [
        Link(theme.label, Criteria(chosen={facet.name: (theme.value,)}).url(base_url))
        for theme in best[:_MAX_SUGGESTIONS]
    ]
