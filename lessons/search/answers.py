"""Answers the words of a query: all of them, else the corrected ones, else as many as there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lessons.search.bits import union
from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.matching import Match, look_up
from lessons.search.postings import Postings
from lessons.search.scoring import tiers
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
        tiers: those guides: sets of equally good ones, the best first.
        matches: the words that were searched.
        text: those words as they are shown: what was typed, corrected.
    """

    mode: Mode
    tiers: Sequence[int]
    matches: Sequence[Match] = ()
    text: str = ""

    @property
    def guides(self) -> int:
        return union(self.tiers)


def answer(postings: Postings, guides: int, criteria: Criteria) -> Answer:
    """What the set `guides` answers to the words typed. A word is corrected only to one that they hold."""
    if not criteria.words:
        return Answer(Mode.NO_WORDS, [guides])

    def read(text: str, matches: Sequence[Match], mode: Mode) -> Answer:
        found = tiers(matches, postings, guides, every_word=mode is Mode.ALL_WORDS)
        return Answer(mode if found else Mode.NONE, found, matches, text)

    text, matches = criteria.text, look_up(criteria.words)
    found = read(text, matches, Mode.ALL_WORDS)
    if found.tiers or criteria.exact:
        return found
    spellings = corrected(postings, guides, matches)
    if spellings:
        text = rewrite(text, spellings)
        matches = look_up(query_words(text))
        found = read(text, matches, Mode.ALL_WORDS)
    if found.tiers or len(matches) == 1:
        return found
    return read(text, matches, Mode.SOME_WORDS)
