"""Reads the search index: the forms that match the words of a query, and the objects that hold them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lessons.search.index import kind_of
from lessons.search.models import IndexedForm, Occurrence
from lessons.search.tokens import SearchWord

_MIN_PREFIX = 3
_MAX_FORMS = 200  # Maximum number of forms for one word: a short prefix has many.


@dataclass(frozen=True)
class Match:
    """A word of the query with the matching forms of the index.

    Attributes:
        word: the typed word.
        exact: keys of the typed form.
        inflected: keys of forms with the same stem, including `exact`.
        completed: keys of forms that begin with the word; only for the last word of a query.
    """

    word: SearchWord
    exact: frozenset[int] = frozenset()
    inflected: frozenset[int] = frozenset()
    completed: frozenset[int] = frozenset()

    @property
    def forms(self) -> list[int]:
        return sorted(self.inflected | self.completed)

    def holders(self, model: type[Model]) -> QuerySet[Any]:
        """Return the primary keys of the objects of `model` that contain this word."""
        return occurrences(model).filter(form__in=self.forms).values("object_id")


def look_up(words: Sequence[SearchWord], *, complete_last: bool = True) -> list[Match]:
    """Return the matching forms of each word; with `complete_last`, the last word may be a prefix."""
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


def occurrences(model: type[Model]) -> QuerySet[Occurrence]:
    """Return the occurrences in objects of `model` and of other models with the same root model."""
    return Occurrence.objects.filter(kind_id=kind_of(model))


def _beginning_with(prefix: str) -> frozenset[int]:
    rows = IndexedForm.objects.filter(form__startswith=prefix).order_by("form").values_list("pk", flat=True)
    return frozenset(rows[:_MAX_FORMS])
