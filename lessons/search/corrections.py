"""Typing mistakes: words that lead nowhere, and the nearest word that leads somewhere visible."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.remembered import remembered
from lessons.search.matching import Match, occurrences
from lessons.search.tables import IndexedForm, Occurrence
from lessons.search.words import query_words

_MIN_LENGTH = 4  # "caf" and "car" are two words, not a mistake.
_LONG = 7  # From this length on, two mistakes are forgiven instead of one.
_MAX_CANDIDATES = 20


def corrected(guides: QuerySet[Any], matches: Sequence[Match]) -> dict[str, str]:
    """The spelling to search instead of each form that none of `guides` holds, where there is one."""
    visible = occurrences(guides.model).filter(object_id__in=guides.order_by().values("pk"))
    lost = [
        match.word.form
        for match in matches
        if len(match.word.form) >= _MIN_LENGTH and not visible.filter(form__in=match.forms).exists()
    ]
    if not lost:
        return {}
    found = ((form, _nearest(visible, form, _known_forms())) for form in lost)
    return {form: spelling for form, spelling in found if spelling}


@remembered
def _known_forms() -> tuple[str, ...]:
    return tuple(IndexedForm.objects.values_list("form", flat=True))


def rewrite(text: str, spellings: dict[str, str]) -> str:
    """`text` with the corrected words in place of the words as typed."""

    def replace(token: re.Match[str]) -> str:
        words = query_words(token[0])
        return spellings.get(words[0].form, token[0]) if len(words) == 1 else token[0]

    return re.sub(r"[^\W_]+(?:-[^\W_]+)*", replace, text)


def _nearest(visible: QuerySet[Occurrence], form: str, known: Sequence[str]) -> str:
    """The spelling with the fewest mistakes that stands in a visible object; the most frequent of equals."""
    limit = 2 if len(form) >= _LONG else 1
    near = process.extract(form, known, scorer=OSA.distance, score_cutoff=limit, limit=_MAX_CANDIDATES)
    mistakes = {candidate: distance for candidate, distance, _index in near}
    rows = (
        visible.filter(form__form__in=mistakes)
        .values_list("form__form", "form__spelling")
        .annotate(found=Count("object_id"))
    )
    best = min(rows, key=lambda row: (mistakes[row[0]], row[0][0] != form[0], -row[2], row[0]), default=None)
    return str(best[1]) if best else ""
