"""The catalogue of a copy: its list by theme, its filters, and what its own search reads."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from wagtail.models import Page

from lessons.models import GuidePage
from lessons.search.facets import FACETS
from lessons.search.models import Occurrence
from lessons.search.tokens import STOP_WORDS

_WITHOUT_THEME = "Autres guides"


def catalogue_html(title: str, introduction: str, guides: Sequence[GuidePage], data: str) -> str:
    """What stands in the place of the catalogue: readable as it is, searched and filtered by a script."""
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
    """What the search of the copy reads: a script, since a page opened from a folder may read no other file."""
    forms, words = _words(guides)
    data = {
        "stopWords": sorted(STOP_WORDS),
        "forms": forms,
        "guides": {guide.pk: {"words": words[guide.pk], "facets": _values(guide)} for guide in guides},
    }
    return f"window.copie = {json.dumps(data, ensure_ascii=True, separators=(',', ':'))};\n".encode()


def _words(guides: Sequence[GuidePage]) -> tuple[list[list[str]], dict[int, list[list[int]]]]:
    """Each form with its stem; by guide, which forms it holds (by place in the list) and at what weight."""
    kind = ContentType.objects.get_for_model(Page)
    rows = (
        Occurrence.objects.filter(kind=kind, object_id__in=[guide.pk for guide in guides])
        .order_by("form__form", "object_id")
        .values_list("object_id", "form__form", "form__stem", "weight")
    )
    forms: dict[tuple[str, str], int] = {}
    words: dict[int, list[list[int]]] = defaultdict(list)
    for guide, form, stem, weight in rows:
        place = forms.setdefault((form, stem), len(forms))
        words[guide].append([place, weight])
    return [list(pair) for pair in forms], words


def _values(guide: GuidePage) -> dict[str, list[str]]:
    """By facet, the choices that `guide` answers."""
    kind, theme = guide.procedure_type, guide.procedure_type.theme if guide.procedure_type else None
    return {
        "niveau": [guide.level.code] if guide.level else [],
        "demarche": [theme.code, kind.code] if kind and theme else [],
        "site": [guide.official_site.code] if guide.official_site else [],
        "duree": ["30" if guide.duration <= 30 else "60" if guide.duration <= 60 else "plus"],
        "appareil": [device.code for device in guide.devices.all()],
        "public": [audience.code for audience in guide.audiences.all()],
    }


def _facets(guides: Sequence[GuidePage]) -> list[dict[str, Any]]:
    """The filters that lead somewhere, with themes and not their types."""
    used = [_values(guide) for guide in guides]
    found = []
    for facet in FACETS:
        held = {value for values in used for value in values[facet.name]}
        choices = [choice for choice in facet.choices() if choice.depth == 0 and choice.value in held]
        if len(choices) > 1:
            found.append({"name": facet.name, "label": facet.label, "choices": choices})
    return found
