"""Scores guides for the words of a query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lessons.search import weights
from lessons.search.bit_sets import union
from lessons.search.index_lookup import Match
from lessons.search.postings import Levels, Postings


def ranked_groups(matches: Sequence[Match], postings: Postings, among: int, *, every_word: bool) -> list[int]:
    """Return the guides of the set `among` that match, as bit sets of equal scores, the best first.

    With `every_word`, guides must hold all words; otherwise at least one, and each further word then counts
    more than any field weight.
    """
    sums: Mapping[int, int] = {0: among}
    for match in matches:
        sums = _added(sums, levels(match, postings), every_word=every_word)
    return [sums[worth] for worth in sorted(sums, reverse=True) if worth]


def levels(match: Match, postings: Postings) -> Levels:
    """Return the guides that hold a word, by score: the best weight, plus a bonus for the exact form.

    A form that only begins with the word gets the lowest weight, unless no inflected form exists.
    """
    holders = postings.of(match.forms)
    found: dict[int, int] = defaultdict(int)
    for form in match.forms:
        for weight, guides in holders[form].items():
            found[_worth(match, form, weight)] |= guides
    return _best_only(found)


def _worth(match: Match, form: int, weight: int) -> int:
    if form in match.exact:
        return weight + weights.EXACT_BONUS
    return weight if form in match.inflected or not match.inflected else weights.BODY


def _best_only(found: Mapping[int, int]) -> Levels:
    """Keep each guide only at its highest score."""
    seen = 0
    best = {}
    for worth in sorted(found, reverse=True):
        best[worth] = found[worth] & ~seen
        seen |= found[worth]
    return best


def _added(sums: Mapping[int, int], word: Levels, *, every_word: bool) -> Mapping[int, int]:
    """Return the scores of the guides after one more word."""
    grown: dict[int, int] = defaultdict(int)
    for worth, guides in sums.items():
        for more, having in word.items():
            grown[worth + more + (0 if every_word else weights.WORD_HELD)] |= guides & having
        if not every_word:
            grown[worth] |= guides & ~union(word.values())
    return {worth: guides for worth, guides in grown.items() if guides}
