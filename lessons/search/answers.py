"""Answers the words of a query: all of them, else the corrected ones, else as many as there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.matching import Match, holding_all, holding_any, look_up
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
        guides: those guides.
        matches: the words that were searched.
        text: those words as they are shown: what was typed, corrected.
        mode: how the guides answer the words.
    """

    guides: QuerySet[Any]
    matches: Sequence[Match]
    text: str
    mode: Mode


def answer(guides: QuerySet[Any], criteria: Criteria) -> Answer:
    """What `guides` answer to the words of `criteria`. A word is corrected only to one that `guides` hold."""
    if not criteria.words:
        return Answer(guides, [], "", Mode.NO_WORDS)
    text, matches = criteria.text, look_up(criteria.words)
    found = holding_all(guides, matches)
    if found.exists():
        return Answer(found, matches, text, Mode.ALL_WORDS)
    spellings = {} if criteria.exact else corrected(guides, matches)
    if spellings:
        text = rewrite(text, spellings)
        matches = look_up(query_words(text))
        found = holding_all(guides, matches)
        if found.exists():
            return Answer(found, matches, text, Mode.ALL_WORDS)
    found = holding_any(guides, matches)
    return Answer(found, matches, text, Mode.SOME_WORDS if found.exists() else Mode.NONE)
