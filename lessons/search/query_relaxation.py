"""Answers the words of a query: all of them, else the corrected ones, else as many as there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lessons.search.bit_sets import union
from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.matching import Match, look_up
from lessons.search.postings import Postings
from lessons.search.scoring import ranked_groups
from lessons.search.tokens import query_words


class Mode(Enum):
    """How the guides found answer the words typed."""

    NO_WORDS = "no words"
    ALL_WORDS = "all words"
    SOME_WORDS = "some words"
    NONE = "none"


@dataclass(frozen=True)
class SearchMatches:
    """The guides that answer some words, before any facet.

    Attributes:
        mode: how the guides answer the words.
        ranked_groups: those guides: sets of equally good ones, the best first.
        matches: the words that were searched.
        text: those words as they are shown: what was typed, corrected.
    """

    mode: Mode
    ranked_groups: Sequence[int]
    matches: Sequence[Match] = ()
    text: str = ""

    @property
    def guides(self) -> int:
        return union(self.ranked_groups)


def search_guides(postings: Postings, guides: int, criteria: Criteria) -> SearchMatches:
    """What the set `guides` answers to the words typed. A word is corrected only to one that they hold."""
    if not criteria.words:
        return SearchMatches(Mode.NO_WORDS, [guides])

    def read(text: str, matches: Sequence[Match], mode: Mode) -> SearchMatches:
        found = ranked_groups(matches, postings, guides, every_word=mode is Mode.ALL_WORDS)
        return SearchMatches(mode if found else Mode.NONE, found, matches, text)

    text, matches = criteria.text, look_up(criteria.words)
    found = read(text, matches, Mode.ALL_WORDS)
    if found.ranked_groups or criteria.exact:
        return found
    spellings = corrected(postings, guides, matches)
    if spellings:
        text = rewrite(text, spellings)
        matches = look_up(query_words(text))
        found = read(text, matches, Mode.ALL_WORDS)
    if found.ranked_groups or len(matches) == 1:
        return found
    return read(text, matches, Mode.SOME_WORDS)
