"""A query string is read as far as possible; invalid values are ignored."""

from itertools import product
from urllib.parse import quote

import pytest
from django.test import Client

from lessons.models import GuidePage
from tests.cms.requests.client import (
    BAD_PAGES,
    BAD_WORDS,
    CATALOGUE,
    FIELDS,
    GUIDE,
    PUBLIC,
    ask,
    body,
    search,
)
from tests.conventions.offenders import Checks

pytestmark = pytest.mark.django_db
BAD_CHOICES = ["", "zzz", '"', "%00", "a&{0}=b", "-1", "x" * 5000, "%ED%A0%80", "1%27--"]
BROKEN = ["q=%ED%A0%80", "q=%ff%fe", "q=%E9", "q=%", "q=a%0", "&&&", "=", "q", ";", "q=a;q=b"]


def assert_each_answers(paths: list[str], queries: list[str], statuses: set[int]) -> None:
    """Request each of these addresses with each query string."""
    checks = Checks()
    for path, query in product(paths, queries):
        with checks.visit(f"{path}?{query:.60}") as client:
            status = ask(client, path, query).status_code
            assert status in statuses, f"answers {status}"
    checks.assert_none_failed(f"Drop what makes no sense in these query strings; answer one of {statuses}.")


def test_a_page_number_that_makes_no_sense_shows_a_page(guide: GuidePage) -> None:
    checks = Checks()
    for value in BAD_PAGES:
        query = f"page={quote(value, safe='%')}"
        with checks.visit(f"{CATALOGUE}?{query:.60}") as client:
            response = ask(client, CATALOGUE, query)
            assert response.status_code == 200, f"answers {response.status_code}"
            assert guide.title in body(response), "answers 200 without the guide"
    checks.assert_none_failed("A page number that makes no sense shows a page of the catalogue.")


def test_an_unknown_choice_is_dropped(guide: GuidePage) -> None:
    queries = [
        f"{field}={value.format(field)}&{field}[]=" for field, value in product(FIELDS[1:], BAD_CHOICES)
    ]
    assert_each_answers([CATALOGUE], queries, {200})


def test_any_words_may_be_searched(guide: GuidePage) -> None:
    assert_each_answers([CATALOGUE], [f"q={quote(words)}" for words in BAD_WORDS], {200})


def test_a_broken_query_string_is_read_as_far_as_possible(guide: GuidePage) -> None:
    assert_each_answers(PUBLIC, BROKEN, {200, 404})


def test_the_last_words_win(client: Client, guide: GuidePage) -> None:
    assert 'value="passeport"' in body(ask(client, CATALOGUE, "q=autre&q=passeport&q[]=a"))


@pytest.mark.parametrize("words", ["l'impot", "l’impôt", "IMPÔT", "impo\u0302t", "impot"])
def test_the_same_word_written_five_ways_finds_the_same_guide(
    client: Client, guide: GuidePage, words: str
) -> None:
    assert guide.title in body(search(client, words))


def test_words_are_never_echoed_as_markup(client: Client, guide: GuidePage) -> None:
    text = body(search(client, '<script>alert(1)</script>"><img src=x onerror=alert(2)>'))
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_letters_that_turn_the_text_around_are_not_echoed(client: Client, guide: GuidePage) -> None:
    text = body(search(client, "\u202epasse\u200bport\u2066"))
    assert not set("\u202e\u200b\u2066") & set(text)


@pytest.mark.parametrize(("count", "statuses"), [(1_001, {200}), (10_001, {200, 400})])
def test_a_thousand_parameters_are_read_and_ten_thousand_may_be_refused(
    guide: GuidePage, count: int, statuses: set[int]
) -> None:
    assert_each_answers(PUBLIC, ["&".join(f"x{n}=1" for n in range(count))], statuses)


def test_other_parameters_do_not_change_the_page(client: Client, guide: GuidePage) -> None:
    plain = body(ask(client, GUIDE))
    assert body(ask(client, GUIDE, "utm_source=x&fbclid=y&next=//evil.example")) == plain
