"""Corrects typing mistakes: replaces a word that no visible guide holds by the nearest one that is held."""

import re
from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.caching.memoize import memoize_per_generation
from lessons.search.bit_sets import union
from lessons.search.index_lookup import Match
from lessons.search.models import IndexedForm
from lessons.search.postings import Postings
from lessons.search.tokens import query_words

_MIN_LENGTH = 4  # Shorter words differ too little: "caf" and "car" are two words, not a mistake.
_LONG = 7  # Words of this length may have two mistakes instead of one.
_MAX_CANDIDATES = 20


def corrected(postings: Postings, guides: int, matches: Sequence[Match]) -> dict[str, str]:
    """Map each form that no guide of the set `guides` holds to its correction, if there is one."""
    lost = [
        match.word.form
        for match in matches
        if len(match.word.form) >= _MIN_LENGTH and not _number_of_holders(match.forms, postings, guides)
    ]
    found = ((form, _nearest(form, postings, guides)) for form in lost)
    return {form: spelling for form, spelling in found if spelling}


def _number_of_holders(forms: Collection[int], postings: Postings, guides: int) -> int:
    sets = (having for levels in postings.of(forms).values() for having in levels.values())
    return (union(sets) & guides).bit_count()


@memoize_per_generation
def _known_forms() -> tuple[str, ...]:
    return tuple(IndexedForm.objects.values_list("form", flat=True))


def rewrite(text: str, spellings: dict[str, str]) -> str:
    """Return `text` with the misspelt words replaced by their corrections."""

    def replace(token: re.Match[str]) -> str:
        words = query_words(token[0])
        return spellings.get(words[0].form, token[0]) if len(words) == 1 else token[0]

    return re.sub(r"[^\W_]+(?:-[^\W_]+)*", replace, text)


def _nearest(form: str, postings: Postings, guides: int) -> str:
    """Return the spelling with the fewest mistakes that a guide holds, the most frequent first; or ""."""
    limit = 2 if len(form) >= _LONG else 1
    near = process.extract(
        form, _known_forms(), scorer=OSA.distance, score_cutoff=limit, limit=_MAX_CANDIDATES
    )
    mistakes = {candidate: distance for candidate, distance, _index in near}
    rows = list(IndexedForm.objects.filter(form__in=mistakes).values_list("pk", "form", "spelling"))
    postings.of([pk for pk, _form, _spelling in rows])  # Loads the postings of all rows in one query.
    candidates = [
        (mistakes[candidate], candidate[0] != form[0], -number, candidate, spelling)
        for pk, candidate, spelling in rows
        if (number := _number_of_holders([pk], postings, guides))
    ]
    return min(candidates)[-1] if candidates else ""
