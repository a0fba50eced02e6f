"""Reads the index: which objects hold the words of a query, and how well they answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    Field,
    IntegerField,
    Max,
    Model,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from lessons.search import weights
from lessons.search.index import kind_of
from lessons.search.tables import IndexedForm, Occurrence
from lessons.search.words import Word

_MIN_PREFIX = 3
# An integer as the database gives it: Django would convert the ten thousand of a frequent word one by one.
_AS_IT_COMES: Any = Field()
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

    def holders(self, model: type[Model]) -> QuerySet[Any]:
        """Keys of the objects of `model` that hold this word."""
        return occurrences(model).filter(form__in=self.forms).values("object_id")

    def worth(self, held: int = 0) -> Max:
        """How well an object answers this word: the weight of its best place, more for the very form, and `held`.

        A form that only begins like the word counts little, unless there is nothing better.
        """
        longer = self.completed - self.inflected
        weight = F("weight") + held
        places = [
            (self.exact, weight + weights.EXACT_BONUS),
            (self.inflected, weight),
            (longer, Value(weights.BODY + held) if self.inflected else weight),
        ]
        whens = [When(form__in=sorted(forms), then=worth) for forms, worth in places if forms]
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


def scores(model: type[Model], matches: Sequence[Match], *, every_word: bool) -> dict[int, int]:
    """How well each object answers the words it holds: all of them with `every_word`, else at least one.

    Without `every_word`, each word held counts more than any place it may stand in.
    """
    known = [match for match in matches if match.forms]
    if not known or (every_word and len(known) < len(matches)):
        return {}
    held = 0 if every_word else weights.WORD_HELD
    worths = [match.worth(held) for match in known]
    # A sum with a NULL in it is NULL: with `every_word`, the objects that lack a word have no score.
    total = sum(worths[1:], worths[0]) if every_word else sum(map(_or_zero, worths[1:]), _or_zero(worths[0]))
    rows = (
        occurrences(model)
        .filter(form__in={form for match in known for form in match.forms})
        .values_list("object_id")
        .annotate(score=ExpressionWrapper(total, output_field=_AS_IT_COMES))
        .filter(score__isnull=False)
    )
    return dict(rows)


def _or_zero(worth: Max) -> Coalesce:
    return Coalesce(worth, 0)


def occurrences(model: type[Model]) -> QuerySet[Occurrence]:
    """What stands in the objects of `model`, and in those of other models with the same root."""
    return Occurrence.objects.filter(kind_id=kind_of(model))


def _beginning_with(prefix: str) -> frozenset[int]:
    rows = IndexedForm.objects.filter(form__startswith=prefix).order_by("form").values_list("pk", flat=True)
    return frozenset(rows[:_MAX_FORMS])
