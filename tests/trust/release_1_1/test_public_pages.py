"""What readers find on the upgraded site: pages, addresses, sheets, pictures, and search results."""

from typing import Any

import pytest
from django.core.management import call_command

from tests.trust.page_texts import all_addresses, assert_texts_shown
from tests.trust.release_1_1.answers import public
from tests.trust.releases import RELEASE_1_1


def test_nothing_is_damaged() -> None:
    call_command("verify")


def test_every_page_says_what_it_said() -> None:
    said = RELEASE_1_1.read("pages")
    assert all_addresses() == list(said)
    assert_texts_shown(said, RELEASE_1_1.query)


def test_every_other_address_answers_as_it_did(answers: Any) -> None:
    """Short addresses, forms, files for machines, withdrawn, hidden and moved pages."""
    assert public.answers_to(answers["addresses"]) == answers["addresses"]


def test_every_paper_of_a_guide_is_made_under_its_name(answers: Any) -> None:
    assert public.answers_to(answers["papers"]) == answers["papers"]


def test_a_page_shows_parts_of_the_same_pictures(answers: Any) -> None:
    shown = public.pictures()
    assert [file_of(address) for address in shown] == [file_of(old) for old in answers["pictures"]]
    assert {answer["Content-Type"] for answer in public.answers_to(shown).values()} == {"image/jpeg"}


def file_of(address: str) -> str:
    """The name of the picture, without what is done to it."""
    return address.partition(".")[0]


@pytest.mark.parametrize("query", public.QUERIES)
def test_the_search_finds_the_same_guides_first(query: str, answers: Any) -> None:
    assert public.found(query) == answers["found"][query]


def test_the_feed_and_the_map_name_the_same_pages(answers: Any) -> None:
    assert public.entries_of_feed() == answers["entries_of_feed"]
    assert public.addresses_in_map() == answers["addresses_in_map"]


def test_what_browsers_have_in_store_still_has_its_names(answers: Any) -> None:
    assert public.names_in_browsers() == answers["names_in_browsers"]
