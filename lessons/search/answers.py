"""Answers the words of a query: all of them, else the corrected ones, else as many as there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Model

from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.matching import Match, look_up, scores
from lessons.search.shelf import Shelf
from lessons.search.words import query_words


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


def answer(shelf: Shelf, criteria: Criteria) -> Answer:
    """What the guides of `shelf`, in the order asked for, answer to the words typed. A word is corrected only to one that they hold."""
    keys = shelf.keys(criteria.order)
    if not criteria.words:
        return Answer(Mode.NO_WORDS, keys)
    text, matches = criteria.text, look_up(criteria.words)
    found = _answer(keys, shelf.model, matches, text, Mode.ALL_WORDS)
    if found.pks or criteria.exact:
        return found
    spellings = corrected(shelf.guides(), matches)
    if spellings:
        text = rewrite(text, spellings)
        matches = look_up(query_words(text))
        found = _answer(keys, shelf.model, matches, text, Mode.ALL_WORDS)
    if found.pks or len(matches) == 1:
        return found
    return _answer(keys, shelf.model, matches, text, Mode.SOME_WORDS)


def _answer(
    keys: Sequence[int], model: type[Model], matches: Sequence[Match], text: str, mode: Mode
) -> Answer:
    scored = scores(model, matches, every_word=mode is Mode.ALL_WORDS)
    pks = [pk for pk in keys if pk in scored]
    return Answer(mode if pks else Mode.NONE, pks, scored, matches, text)
