"""Searches all words of a query, else the corrected words, else as many words as possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lessons.search.bit_sets import union
from lessons.search.corrections import corrected, rewrite
from lessons.search.criteria import Criteria
from lessons.search.index_lookup import Match, look_up
from lessons.search.postings import Postings
from lessons.search.scoring import ranked_groups
from lessons.search.tokens import query_words


class Mode(Enum):
    """How the guides match the query."""

    NO_WORDS = "no words"
    ALL_WORDS = "all words"
    SOME_WORDS = "some words"
    NONE = "none"


@dataclass(frozen=True)
class SearchMatches:
    """The guides that match some words, before facets are applied.

    Attributes:
        mode: how the guides match the query.
        ranked_groups: bit sets of guides with equal scores, the best first.
        matches: the words that were searched.
        text: the searched text as displayed: typed or corrected.
    """

    mode: Mode
    ranked_groups: Sequence[int]
    matches: Sequence[Match] = ()
    text: str = ""

    @property
    def guides(self) -> int:
        return union(self.ranked_groups)


def search_guides(postings: Postings, guides: int, criteria: Criteria) -> SearchMatches:
    """Search within the set `guides`. A word is corrected only to a word that one of them holds."""
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
