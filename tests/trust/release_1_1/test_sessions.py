"""A helper's session survives the upgrade: by its cookie, by its secret address, by its four words."""

from typing import Any

from django.test import Client

from tests.trust.release_1_1.answers import public, sessions
from tests.trust.release_1_1.held import ClientState


def test_the_cookie_opens_the_session_with_its_lines_and_its_note(held: ClientState) -> None:
    helper = sessions.helper(held)
    shown = sessions.words_on("/seance/", helper)
    for words in held.session_words:
        assert words in shown
    assert {name: morsel.value for name, morsel in helper.cookies.items()} == held.session_cookie


def test_the_secret_address_opens_it_in_another_browser(held: ClientState) -> None:
    browser = sessions.browser()
    assert held.session_words[0] in sessions.words_on(held.session_address, browser)
    [token] = held.session_cookie.values()
    assert browser.post("/seance/ouvrir/", {"jeton": token}).status_code == 303
    assert {name: morsel.value for name, morsel in browser.cookies.items()} == held.session_cookie


def test_the_four_words_open_it_to_a_reader_however_they_are_typed(held: ClientState) -> None:
    typed = held.session_key.replace("-", "  ").upper()
    address = Client().get("/seance/lire/", {"cle": typed})["Location"]
    assert address == f"/seance/lire/{held.session_key}/"
    shown = sessions.words_on(address, Client())
    *everyones, note = held.session_words
    for words in everyones:
        assert words in shown
    assert note not in shown


def test_a_reader_copies_it(held: ClientState) -> None:
    reader = sessions.browser()
    assert reader.post("/seance/copier/", {"cle": held.session_key}).status_code == 303
    shown = sessions.words_on("/seance/", reader)
    *everyones, note = held.session_words
    for words in everyones:
        assert words in shown
    assert note not in shown


def test_the_line_that_was_taken_out_comes_back(held: ClientState) -> None:
    helper = sessions.helper(held)
    assert helper.post("/seance/annuler/", {"version": held.session_version}).status_code == 303
    lines = sessions.words_on("/seance/", helper).partition("Le déroulé")[2]
    assert held.removed_line in lines


def test_its_files_are_made_under_their_names(held: ClientState, answers: Any) -> None:
    assert public.answers_to(sessions.ADDRESSES, sessions.helper(held)) == answers["session_files"]


def test_calendars_know_its_event_again(held: ClientState, answers: Any) -> None:
    assert sessions.calendar_event(held) == answers["calendar_event"]


def test_a_network_that_tried_too_many_keys_still_waits(held: ClientState) -> None:
    address = f"/seance/lire/{held.session_key}/"
    assert Client(REMOTE_ADDR=held.guessing_network).get(address).status_code == 429
    assert Client().get(address).status_code == 200
