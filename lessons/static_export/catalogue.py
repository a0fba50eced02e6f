"""The catalogue of a static copy: its list by theme, its filters, and the data of its search."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from wagtail.models import Page

from lessons.models import GuidePage
from lessons.search.bit_sets import bits, members
from lessons.search.catalogue_scope import ORDERS
from lessons.search.criteria import DEFAULT_SORT, RELEVANCE
from lessons.search.facet_index import facet_index_of
from lessons.search.facets import FACETS
from lessons.search.models import Occurrence
from lessons.search.tokens import STOP_WORDS

_WITHOUT_THEME = "Autres guides"


def catalogue_html(title: str, introduction: str, guides: Sequence[GuidePage], data: str) -> str:
    """Return the HTML that replaces the catalogue: readable as it is, searched and filtered by a script."""
    themes: dict[str, list[GuidePage]] = defaultdict(list)
    for guide in guides:
        themes[guide.procedure_type.theme.name if guide.procedure_type else _WITHOUT_THEME].append(guide)
    context = {
        "title": title,
        "introduction": introduction,
        "facets": _facets(guides),
        "themes": sorted(themes.items()),
        "count": len(guides),
        "data": data,
    }
    return render_to_string("lessons/static_export/catalogue.html", context)


def search_script(guides: Sequence[GuidePage]) -> bytes:
    """Return the search data as a script, because a page opened from a folder may read no other file."""
    forms, words = _words(guides)
    values = _values(guides)
    ours = GuidePage.objects.filter(pk__in=values)
    data = {
        "stopWords": sorted(STOP_WORDS),
        "forms": forms,
        "guides": {pk: {"words": words[pk], "facets": facets} for pk, facets in values.items()},
        # As on the site: the order of guides with equal scores, and the order without words.
        "order": list(ours.order_by(*ORDERS[RELEVANCE]).values_list("pk", flat=True)),
        "recent": list(ours.order_by(*ORDERS[DEFAULT_SORT]).values_list("pk", flat=True)),
    }
    return f"window.copie = {json.dumps(data, ensure_ascii=True, separators=(',', ':'))};\n".encode()


def _words(guides: Sequence[GuidePage]) -> tuple[list[list[str]], dict[int, list[list[int]]]]:
    """Return the forms with their stem, and their spelling where it differs; for each guide, places and weights.

    A place is an index in the list of forms.
    """
    kind = ContentType.objects.get_for_model(Page)
    rows = (
        Occurrence.objects.filter(kind=kind, object_id__in=[guide.pk for guide in guides])
        .order_by("form__form", "object_id")
        .values_list("object_id", "form__form", "form__stem", "form__spelling", "weight")
    )
    forms: dict[tuple[str, ...], int] = {}
    words: dict[int, list[list[int]]] = defaultdict(list)
    for guide, form, stem, spelling, weight in rows:
        place = forms.setdefault((form, stem) if spelling == form else (form, stem, spelling), len(forms))
        words[guide].append([place, weight])
    return [list(pair) for pair in forms], words


def _values(guides: Sequence[GuidePage]) -> dict[int, dict[str, list[str]]]:
    """Return the facet choices that each guide matches, with the same rules as the filters of the site."""
    facts, ours = facet_index_of(GuidePage), bits(guide.pk for guide in guides)
    values: dict[int, dict[str, list[str]]] = {
        guide.pk: {facet.name: [] for facet in FACETS} for guide in guides
    }
    for facet in FACETS:
        for choice in facet.choices():
            for pk in members(facts.narrowed(ours, {facet.name: choice.keys})):
                values[pk][facet.name].append(choice.value)
    return values


def _facets(guides: Sequence[GuidePage]) -> list[dict[str, Any]]:
    """Return the filters with at least two choices in use; themes are included without their types."""
    used = _values(guides).values()
    found = []
    for facet in FACETS:
        held = {value for values in used for value in values[facet.name]}
        choices = [choice for choice in facet.choices() if choice.depth == 0 and choice.value in held]
        if len(choices) > 1:
            found.append({"name": facet.name, "label": facet.label, "choices": choices})
    return found
