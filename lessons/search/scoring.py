"""How well guides answer the words of a query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lessons.search import weights
from lessons.search.bit_sets import union
from lessons.search.matching import Match
from lessons.search.postings import Levels, Postings


def ranked_groups(matches: Sequence[Match], postings: Postings, among: int, *, every_word: bool) -> list[int]:
    """The guides, of the set `among`, that answer `matches`: sets of equally good ones, the best first.

    With `every_word` they hold all the words, else at least one; each word held then counts more than any place it
    may stand in.
    """
    sums: Mapping[int, int] = {0: among}
    for match in matches:
        sums = _added(sums, levels(match, postings), every_word=every_word)
    return [sums[worth] for worth in sorted(sums, reverse=True) if worth]


def levels(match: Match, postings: Postings) -> Levels:
    """Who holds a word, by what it is worth there: the weight of its best place, more for the very form.

    A form that only begins like the word counts little, unless there is nothing better.
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
    """Each guide at its best worth only."""
    seen = 0
    best = {}
    for worth in sorted(found, reverse=True):
        best[worth] = found[worth] & ~seen
        seen |= found[worth]
    return best


def _added(sums: Mapping[int, int], word: Levels, *, every_word: bool) -> Mapping[int, int]:
    """What guides are worth with one word more."""
    grown: dict[int, int] = defaultdict(int)
    for worth, guides in sums.items():
        for more, having in word.items():
            grown[worth + more + (0 if every_word else weights.WORD_HELD)] |= guides & having
        if not every_word:
            grown[worth] |= guides & ~union(word.values())
    return {worth: guides for worth, guides in grown.items() if guides}
