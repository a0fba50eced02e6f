"""Bit-set scoring compared with a simple implementation of the same rules, guide by guide."""

from collections import defaultdict
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from home.caching.generation import current_generation, next_change_at
from home.caching.memoize import memoizing
from lessons.models import GuidePage
from lessons.search import postings as postings_module
from lessons.search import weights
from lessons.search.bit_sets import bits, ranked
from lessons.search.facet_index import facet_index_of
from lessons.search.index_lookup import Match
from lessons.search.postings import Postings
from lessons.search.scoring import ranked_groups
from lessons.search.tokens import SearchWord
from tests.lessons.search.conftest import Guides, Search, titles

GUIDES = range(1, 13)
FORMS = range(1, 9)
WORD = SearchWord("mot", "mot")
forms = some.frozensets(some.sampled_from(FORMS), max_size=3)
matches = some.builds(
    lambda exact, inflected, completed: Match(WORD, exact, exact | inflected, completed), forms, forms, forms
)
Rows = dict[tuple[int, int], int]  # The weight of a form in a guide.
rows = some.dictionaries(
    some.tuples(some.sampled_from(GUIDES), some.sampled_from(FORMS)), some.integers(1, 10)
)


def as_postings(rows: Rows) -> Postings:
    holders: dict[int, dict[int, set[int]]] = {form: defaultdict(set) for form in FORMS}
    for (guide, form), weight in rows.items():
        holders[form][weight].add(guide)
    return Postings(
        GuidePage, {form: {weight: bits(pks) for weight, pks in of.items()} for form, of in holders.items()}
    )


def worth(match: Match, guide: int, rows: Rows) -> int:
    def at(form: int) -> int:
        weight = rows.get((guide, form), 0)
        if not weight or form in match.inflected:
            return weight + weights.EXACT_BONUS if weight and form in match.exact else weight
        return weights.BODY if match.inflected else weight

    return max(map(at, match.forms), default=0)


def best_first(scores: dict[int, int]) -> list[set[int]]:
    return [
        {guide for guide, score in scores.items() if score == one}
        for one in sorted(set(scores.values()), reverse=True)
    ]


@given(rows, some.lists(matches, min_size=1, max_size=4), some.sets(some.sampled_from(GUIDES)))
def test_guides_that_hold_every_word_come_by_the_sum_of_their_best_places(
    rows: Rows, query: list[Match], among: set[int]
) -> None:
    worths = {guide: [worth(match, guide, rows) for match in query] for guide in among}
    expected = best_first({guide: sum(each) for guide, each in worths.items() if all(each)})
    found = ranked_groups(query, as_postings(rows), bits(among), every_word=True)
    assert found == [bits(tier) for tier in expected]


@given(rows, some.lists(matches, min_size=1, max_size=4), some.sets(some.sampled_from(GUIDES)))
def test_guides_that_hold_more_words_come_before_those_that_hold_fewer(
    rows: Rows, query: list[Match], among: set[int]
) -> None:
    held = {guide: [one for match in query if (one := worth(match, guide, rows))] for guide in among}
    expected = best_first(
        {guide: weights.WORD_HELD * len(each) + sum(each) for guide, each in held.items() if each}
    )
    found = ranked_groups(query, as_postings(rows), bits(among), every_word=False)
    assert found == [bits(tier) for tier in expected]


@given(
    some.permutations(GUIDES),
    some.lists(some.sampled_from((0, 1, 2)), min_size=len(GUIDES), max_size=len(GUIDES)),
    some.integers(0, 14),
    some.integers(0, 14),
)
def test_a_page_is_a_slice_of_all_results(keys: list[int], ranks: list[int], start: int, size: int) -> None:
    rank = dict(zip(GUIDES, ranks, strict=True))
    sets = [bits(guide for guide in GUIDES if rank[guide] == one) for one in range(3)]
    expected = sorted(keys, key=rank.__getitem__)[start : start + size]
    assert ranked(keys, sets, start, start + size) == expected


def test_words_asked_for_once_are_not_read_again(guides: Guides, search: Search) -> None:
    def readings(text: str) -> list[Any]:
        with CaptureQueriesContext(connection) as captured:
            search(q=text)
        return [query for query in captured.captured_queries if "object_id" in query["sql"]]

    with memoizing(current_generation, next_change_at):
        search(q="compte")
        assert readings("impot revenus")
        assert not readings("impot revenus")


def test_what_is_kept_has_a_bound_and_answers_the_same(guides: Guides, search: Search) -> None:
    questions = ("impot", "compte", "declarer revenus", "carte")
    with patch.object(postings_module, "_MAX_FORMS", 2):
        answers = [titles(search(q=text)) for text in questions]
        assert [titles(search(q=text)) for text in questions] == answers
        assert len(facet_index_of(GuidePage).postings._kept) <= 2
