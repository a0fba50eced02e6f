"""The values that the catalogue templates show: facet choices, chips, links, sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.search.criteria import RELEVANCE, SORTS, Choices, Criteria
from lessons.search.facet_index import Counts
from lessons.search.facets import FACETS, THEMES
from lessons.search.query_relaxation import Mode, SearchMatches


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str


@dataclass(frozen=True)
class PageLink:
    """A link to a page of results; an ellipsis has no URL. Screen readers read `hint` before the label."""

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


@dataclass(frozen=True)
class ShownFacet:
    name: str
    label: str | Promise
    choices: list[ShownChoice]


@dataclass(frozen=True)
class SortChoice:
    value: str
    label: str | Promise
    selected: bool


@dataclass(frozen=True)
class Correction:
    """The typed text, the corrected text that was searched, and the URL to search the exact text."""

    typed: str
    corrected: str
    exact_url: str


def facets(criteria: Criteria, choices: Choices, counts: Counts) -> list[ShownFacet]:
    """Return the facets with the choices that give results; chosen ones stay, so that they can be undone."""
    shown_facets = []
    for facet in FACETS:
        found, chosen = counts[facet.name], criteria.chosen.get(facet.name, ())
        shown = [
            ShownChoice(
                choice.value,
                choice.label,
                sum(found.get(key, 0) for key in choice.keys),
                choice.value in chosen,
                choice.depth,
            )
            for choice in choices[facet.name]
            if choice.value in chosen or not found.keys().isdisjoint(choice.keys)
        ]
        if shown:
            shown_facets.append(ShownFacet(facet.name, facet.label, shown))
    return shown_facets


def chips(criteria: Criteria, choices: Choices, base_url: str) -> list[Link]:
    """Return one chip for each choice; its link removes the choice."""
    return [
        Link(choice.label, criteria.toggled(name, choice.value, choices).url(base_url))
        for name, values in criteria.chosen.items()
        for choice in choices[name]
        if choice.value in values
    ]


def sort_choices(criteria: Criteria) -> list[SortChoice]:
    return [
        SortChoice(value, label, value == criteria.order)
        for value, label in SORTS.items()
        if value != RELEVANCE or criteria.words
    ]


def page_links(criteria: Criteria, page: Page[Any], base_url: str) -> list[PageLink]:
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


def heading(total: int, found: SearchMatches) -> str:
    """Return the heading, such as "3 guides pour « declarer impot »"."""
    number = number_format(total, force_grouping=True)
    guides = (
        ngettext("%(number)s guide", "%(number)s guides", total) % {"number": number}
        if total
        else _("Aucun guide")
    )
    return (
        _("%(guides)s pour « %(text)s »") % {"guides": guides, "text": found.text} if found.text else guides
    )


def correction(criteria: Criteria, found: SearchMatches, base_url: str) -> Correction | None:
    if found.text in {"", criteria.text}:
        return None
    return Correction(criteria.text, found.text, replace(criteria, exact=True).url(base_url))


def notice(found: SearchMatches) -> str:
    if found.mode is not Mode.SOME_WORDS or len(found.matches) == 1:
        return ""
    return _("Aucun guide ne contient tous ces mots. Voici ceux qui en contiennent une partie.")


def suggestions(found: Mapping[Any, int], choices: Choices, base_url: str) -> list[Link]:
    """Return links to themes that have guides, the largest first; `found` is the number of guides by type."""
    themes = [choice for choice in choices[THEMES.name] if not choice.depth]
    sizes = {theme.value: sum(found.get(key, 0) for key in theme.keys) for theme in themes}
    fullest = sorted((theme for theme in themes if sizes[theme.value]), key=lambda theme: -sizes[theme.value])
    return [
        Link(theme.label, Criteria(chosen={THEMES.name: (theme.value,)}).url(base_url)) for theme in fullest
    ]
