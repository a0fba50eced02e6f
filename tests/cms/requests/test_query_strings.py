"""A query string is read as far as possible; what makes no sense is dropped."""

from urllib.parse import quote

import pytest
from django.test import Client

from lessons.models import GuidePage
from tests.cms.requests.asking import (
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

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", BAD_PAGES, ids=lambda value: value[:10])
def test_a_page_number_that_makes_no_sense_shows_a_page(client: Client, guide: GuidePage, value: str) -> None:
    response = ask(client, CATALOGUE, f"page={quote(value, safe='%')}")
    assert response.status_code == 200
    assert guide.title in body(response)


@pytest.mark.parametrize("field", FIELDS[1:])
@pytest.mark.parametrize("value", ["", "zzz", '"', "%00", "a&{0}=b", "-1", "x" * 5000, "%ED%A0%80", "1%27--"])
def test_an_unknown_choice_is_dropped(client: Client, guide: GuidePage, field: str, value: str) -> None:
    query = f"{field}={value.format(field)}&{field}[]="
    assert ask(client, CATALOGUE, query).status_code == 200


@pytest.mark.parametrize("words", BAD_WORDS, ids=lambda words: repr(words[:10]))
def test_any_words_may_be_searched(client: Client, guide: GuidePage, words: str) -> None:
    assert search(client, words).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%ff%fe", "q=%E9", "q=%", "q=a%0", "&&&", "=", "q", ";", "q=a;q=b"]
)
@pytest.mark.parametrize("path", PUBLIC)
def test_a_broken_query_string_is_read_as_far_as_possible(
    client: Client, guide: GuidePage, path: str, query: str
) -> None:
    assert ask(client, path, query).status_code in {200, 404}


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


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("count", "statuses"), [(1_001, {200}), (10_001, {200, 400})])
def test_a_thousand_parameters_are_read_and_ten_thousand_may_be_refused(
    client: Client, guide: GuidePage, path: str, count: int, statuses: set[int]
) -> None:
    assert ask(client, path, "&".join(f"x{n}=1" for n in range(count))).status_code in statuses


def test_other_parameters_do_not_change_the_page(client: Client, guide: GuidePage) -> None:
    plain = body(ask(client, GUIDE))
    assert body(ask(client, GUIDE, "utm_source=x&fbclid=y&next=//evil.example")) == plain
