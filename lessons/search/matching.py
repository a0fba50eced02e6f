"""Reads the index: which objects hold the words of a query, and how well they answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When

from lessons.search import weights
from lessons.search.index import kind_of
from lessons.search.tables import IndexedForm, Occurrence
from lessons.search.words import Word

_MIN_PREFIX = 3
_MAX_FORMS = 200  # Forms one word may stand for: a short prefix has many.


@dataclass(frozen=True)
class Match:
    """A word of the query with the indexed forms it stands for.

    Attributes:
        word: the word as typed.
        exact: keys of the form as typed.
        inflected: keys of forms with the same stem, `exact` among them.
        completed: keys of forms that begin with the word, for the last word of a query.
    """

    word: Word
    exact: frozenset[int] = frozenset()
    inflected: frozenset[int] = frozenset()
    completed: frozenset[int] = frozenset()

    @property
    def forms(self) -> list[int]:
        return sorted(self.inflected | self.completed)

    def holders(self, queryset: QuerySet[Any]) -> Q:
        """The objects of `queryset` that hold this word."""
        return Q(pk__in=_occurrences(queryset).filter(form__in=self.forms).values("object_id"))

    def worth(self) -> Max:
        """How well an object answers this word: the weight of its best place, more for the very form."""
        whens = (
            [When(form__in=sorted(self.exact), then=F("weight") + weights.EXACT_BONUS)] if self.exact else []
        )
        if self.inflected:
            whens.append(When(form__in=sorted(self.inflected), then=F("weight")))
        rest = Value(weights.BODY) if self.inflected else F("weight")
        if self.completed - self.inflected:
            whens.append(When(form__in=sorted(self.completed - self.inflected), then=rest))
        return Max(Case(*whens, output_field=IntegerField()))


def look_up(words: Sequence[Word], *, complete_last: bool = True) -> list[Match]:
    """The indexed forms of each word; with `complete_last`, the last word may be the beginning of a longer one."""
    if not words:
        return []
    prefix = words[-1].form if complete_last and len(words[-1].form) >= _MIN_PREFIX else None
    rows = list(
        IndexedForm.objects.filter(stem__in={word.stem for word in words}).values_list("pk", "form", "stem")
    )
    completed = _beginning_with(prefix) if prefix else frozenset()
    return [
        Match(
            word,
            exact=frozenset(pk for pk, form, _stem in rows if form == word.form),
            inflected=frozenset(pk for pk, _form, stem in rows if stem == word.stem),
            completed=completed if word is words[-1] else frozenset(),
        )
        for word in words
    ]


def holding_all(queryset: QuerySet[Any], matches: Sequence[Match]) -> QuerySet[Any]:
    """The objects that hold every word."""
    if not all(match.forms for match in matches):
        return queryset.none()
    for match in matches:
        queryset = queryset.filter(match.holders(queryset))
    return queryset


def holding_any(queryset: QuerySet[Any], matches: Sequence[Match]) -> QuerySet[Any]:
    """The objects that hold at least one word."""
    forms = sorted({form for match in matches for form in match.forms})
    return queryset.filter(pk__in=_occurrences(queryset).filter(form__in=forms).values("object_id"))


def ranked(queryset: QuerySet[Any], matches: Sequence[Match]) -> list[tuple[int, tuple[int, int]]]:
    """Keys of the objects of `queryset` with (words held, worth), best first."""
    known = [match for match in matches if match.forms]
    forms = sorted({form for match in known for form in match.forms})
    worths = {f"worth_{position}": match.worth() for position, match in enumerate(known)}
    rows = (
        _occurrences(queryset)
        .filter(form__in=forms, object_id__in=queryset.order_by().values("pk"))
        .values_list("object_id")
        .annotate(**worths)
    )
    scored = [
        (row[0], (sum(worth is not None for worth in row[1:]), sum(worth or 0 for worth in row[1:])))
        for row in rows
    ]
    return sorted(scored, key=lambda item: (-item[1][0], -item[1][1], item[0]))


def _occurrences(queryset: QuerySet[Any]) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(kind_id=kind_of(queryset.model))


def _beginning_with(prefix: str) -> frozenset[int]:
    rows = IndexedForm.objects.filter(form__startswith=prefix).order_by("form").values_list("pk", flat=True)
    return frozenset(rows[:_MAX_FORMS])
