"""Answers the words of a query: all of them, else the corrected ones, else as many as there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.keys import listed
from lessons.search.matching import Match, look_up, scores
from lessons.search.words import query_words

_FEW = 2_000  # Up to here, the database is told which guides to look at; beyond, looking at all of them is quicker.


class Mode(Enum):
    """How the guides found answer the words typed."""

    NO_WORDS = "no words"
    ALL_WORDS = "all words"
    SOME_WORDS = "some words"
    NONE = "none"


@dataclass(frozen=True)
class Answer:
    """The guides that answer some words, before any facet.

    Attributes:
        mode: how the guides answer the words.
        pks: those guides, in the order they were given.
        scores: how well guides answer, where there are words.
        matches: the words that were searched.
        text: those words as they are shown: what was typed, corrected.
    """

    mode: Mode
    pks: Sequence[int]
    scores: dict[int, int] = field(default_factory=dict)
    matches: Sequence[Match] = ()
    text: str = ""


def answer(guides: QuerySet[Any], criteria: Criteria) -> Answer:
    """What `guides`, in their order, answer to the words typed. A word is corrected only to one that they hold."""
    if not criteria.words:
        return Answer(Mode.NO_WORDS, list(guides.values_list("pk", flat=True)))
    text, matches = criteria.text, look_up(criteria.words)
    found = _answer(guides, matches, text, Mode.ALL_WORDS)
    if found.pks or criteria.exact:
        return found
    spellings = corrected(guides, matches)
    if spellings:
        text = rewrite(text, spellings)
        matches = look_up(query_words(text))
        found = _answer(guides, matches, text, Mode.ALL_WORDS)
    if found.pks or len(matches) == 1:
        return found
    return _answer(guides, matches, text, Mode.SOME_WORDS)


def _answer(guides: QuerySet[Any], matches: Sequence[Match], text: str, mode: Mode) -> Answer:
    scored = scores(guides.model, matches, every_word=mode is Mode.ALL_WORDS)
    few = guides.filter(pk__in=listed(scored)) if len(scored) < _FEW else guides
    pks = [pk for pk in few.values_list("pk", flat=True) if pk in scored] if scored else []
    return Answer(mode if pks else Mode.NONE, pks, scored, matches, text)
