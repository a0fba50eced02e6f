"""Typed text in a session saves itself; what cannot be saved stays, with a message; two people edit one
session.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_planning import HEALTH, TAXES, add
from tests.e2e.waiting import wait_until
from tests.support.browser import assert_accessible, assert_no_sideways_scroll, open_context

WORDS = "Montrer l’avis papier avant de commencer"
SAVED = "Ma note enregistrée"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Page]:
    yield from _planner(chromium, site, **request.param)


@pytest.fixture
def without_scripts(chromium: Browser, site: str) -> Iterator[Page]:
    yield from _planner(chromium, site, java_script_enabled=False, **DESKTOP)


def _planner(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    with open_context(chromium, base_url=site, **options) as context:
        page = context.new_page()
        add(page, TAXES)
        page.goto("/seance/")
        yield page


def note(page: Page, place: int = 0) -> Locator:
    return page.get_by_label(re.compile("Note pour moi")).nth(place)


def type_and_wait(page: Page, words: str, place: int = 0) -> None:
    """Type key by key, and wait until the page has been saved and reloaded."""
    with (
        page.expect_response(
            lambda answer: answer.request.method == "GET" and answer.url.endswith("/seance/")
        ),
        page.expect_response(lambda answer: answer.request.method == "POST"),
    ):
        note(page, place).press_sequentially(words)


def open_again(page: Page) -> None:
    page.goto("/")
    page.goto("/seance/")


def test_a_note_is_saved_as_it_is_typed(page: Page) -> None:
    type_and_wait(page, WORDS)
    expect(note(page)).to_be_focused()
    expect(note(page)).to_have_value(WORDS)
    open_again(page)
    expect(note(page)).to_have_value(WORDS)


@pytest.mark.parametrize("way", ["link", "button", "back", "close", "pause"])
def test_no_way_of_leaving_loses_what_was_just_typed(page: Page, way: str) -> None:
    note(page).press_sequentially(WORDS)
    context = page.context
    if way == "link":
        page.get_by_role("heading", level=3).get_by_role("link").first.click()
        expect(page).not_to_have_url(re.compile("/seance/"))
    elif way == "button":
        page.get_by_role("button", name="Imprimer le dossier").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Imprimer le dossier de séance")
    elif way == "back":
        page.go_back()
        expect(page).to_have_url(re.compile(TAXES))
    elif way == "close":
        with page.expect_event("close"):
            page.close(run_before_unload=True)  # As a person closes it, with time to save.
        page = context.new_page()
    else:
        page.get_by_role("button", name=re.compile("^Pause")).click()
        expect(page.locator("[data-line]")).to_have_count(2)

    def is_saved() -> bool:
        page.goto("/seance/")
        return note(page).input_value() == WORDS

    wait_until(is_saved, "what was sent while the page was left is saved")


def test_every_button_saves_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    note(page).fill(WORDS)
    page.get_by_role("button", name=re.compile("^Pause")).click()
    expect(page.locator("[data-line]")).to_have_count(2)
    expect(note(page)).to_have_value(WORDS)
    note(page).fill(SAVED)
    page.get_by_role("button", name="Imprimer le dossier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imprimer le dossier de séance")
    page.goto("/seance/")
    expect(note(page)).to_have_value(SAVED)


@pytest.mark.parametrize("fault", ["cut", "503"])
def test_what_cannot_be_saved_stays_and_everyone_sees_it(page: Page, fault: str) -> None:
    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif fault == "cut":
            route.abort("connectionfailed")
        else:
            route.fulfill(status=503, content_type="text/html", body="<h1>Erreur</h1>")

    page.route("**/seance/**", answer)
    note(page).press_sequentially(WORDS)
    message = page.get_by_text("Pas encore enregistré")
    expect(message).to_be_visible()
    expect(message).to_be_in_viewport()
    page.get_by_role("button", name=re.compile("^Pause")).click()
    page.get_by_role("button", name="Imprimer le dossier").click()
    expect(message).to_be_visible()
    expect(page).to_have_url(re.compile("/seance/$"))
    expect(note(page)).to_have_value(WORDS)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.unroute("**/seance/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(message).to_be_hidden()
    open_again(page)
    expect(note(page)).to_have_value(WORDS)


def test_two_people_meet_in_one_session(page: Page, chromium: Browser, site: str) -> None:
    add(page, HEALTH)
    page.goto("/seance/")
    address = page.locator("[data-select]").input_value()
    with open_context(chromium, base_url=site, **DESKTOP) as context:
        other = context.new_page()
        other.goto(address)
        other.get_by_role("button", name="Ouvrir ma séance").click()
        expect(other.locator("[data-line]")).to_have_count(2)
        type_and_wait(page, "Premier")
        type_and_wait(other, "Second", place=1)
        expect(note(other)).to_have_value("Premier")
        expect(note(other, 1)).to_have_value("Second")
        note(page, 1).press_sequentially("Autrement")
        choice = page.get_by_text("Quelqu’un d’autre a écrit ici")
        expect(choice).to_contain_text("« Second »")
        expect(note(page, 1)).to_have_value("Autrement")
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        page.get_by_role("button", name="Les deux").click()
        expect(choice).to_be_hidden()
        expect(note(page, 1)).to_have_value("Second / Autrement")
        other.reload()
        expect(note(other, 1)).to_have_value("Second / Autrement")


def test_a_form_reloaded_after_a_fault_shows_the_session(page: Page) -> None:
    page.goto("/seance/lignes/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma séance")
