"""Logged out, disconnected or refused while writing: the edit page says what to do, and all text is kept."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.drafts import end_session_of
from tests.e2e.waiting import run_clock_until, run_clock_until_saved, wait_until
from tests.support.browser import open_context

SAVE, PUBLISH = ".action-save", "[name=action-publish]"
EVERYTHING = "**/administration/**"


@pytest.fixture
def editor(chromium: Browser, site: str) -> Iterator[Page]:
    """An administrator's window with a session of its own, which a test may end."""
    with open_context(chromium, base_url=site, **DESKTOP) as context:
        page = context.new_page()
        page.goto("/administration/")
        log_in(page)
        page.wait_for_url("**/administration/")
        page.clock.install()
        yield page


def log_in(page: Page) -> None:
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill("demo-administrateur")
    page.locator("[name=password]").press("Enter")


def end_session(page: Page, demo: dict[str, str]) -> None:
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    end_session_of(demo, key)


def message(page: Page, state: str) -> Locator:
    return page.locator(f"[data-connection-state={state}]")


def wait_for_message(page: Page, state: str) -> None:
    run_clock_until(page, f"[data-connection-state={state}]:visible")


def write(page: Page, draft: str, words: str) -> None:
    page.goto(draft)
    page.wait_for_load_state()
    page.locator("[name=summary]").fill(words)


def press(page: Page, button: str) -> None:
    """Works as with the mouse, whether the menu that contains the button is open or not."""
    page.locator(button).first.evaluate("button => button.click()")


def expect_found(page: Page, draft: str, words: str) -> None:
    run_clock_until_saved(page)
    page.goto(draft)
    expect(page.locator("[name=summary]")).to_have_value(words)


def log_in_beside(page: Page) -> None:
    """Follow the message into another tab, log in there, and come back."""
    with page.context.expect_page() as opened:
        message(page, "ended").get_by_role("link").click()
    other = opened.value
    log_in(other)
    expect(other.get_by_role("heading", name="Vous êtes connecté")).to_be_visible()
    other.close()
    page.bring_to_front()


def test_a_session_that_ends_while_one_writes_loses_nothing(
    editor: Page, draft: str, demo: dict[str, str]
) -> None:
    page = editor
    write(page, draft, "Avant.")
    end_session(page, demo)
    page.locator("[name=summary]").press_sequentially(" Pendant.")
    wait_for_message(page, "ended")
    page.locator("[name=summary]").press_sequentially(" Encore.")
    log_in_beside(page)
    wait_for_message(page, "back")
    expect_found(page, draft, "Avant. Pendant. Encore.")


@pytest.mark.parametrize("button", [SAVE, PUBLISH])
def test_a_press_after_the_session_has_ended_is_held_back(
    editor: Page, draft: str, demo: dict[str, str], button: str
) -> None:
    page = editor
    write(page, draft, "Écrit puis appuyé.")
    end_session(page, demo)
    press(page, button)
    wait_for_message(page, "ended")
    log_in_beside(page)
    wait_for_message(page, "press")
    press(page, button)
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto(draft)
    expect(page.locator("[name=summary]")).to_have_value("Écrit puis appuyé.")


def test_words_refused_after_the_log_in_do_not_hide_that_one_must_press_again(
    editor: Page, draft: str, demo: dict[str, str]
) -> None:
    page = editor
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(draft)
    page.wait_for_load_state()
    page.route(f"**{draft}", hold, times=1)
    page.locator("[name=summary]").fill("En route.")
    wait_until(lambda: page.clock.fast_forward(1_000) or held, "the words are on their way")
    end_session(page, demo)
    press(page, SAVE)
    wait_for_message(page, "ended")
    log_in_beside(page)
    wait_for_message(page, "press")
    held[0].fulfill(status=403, body="<h1>Le jeton a changé.</h1>")
    run_clock_until_saved(page)
    expect(message(page, "press")).to_be_visible()


def cut_network(page: Page) -> Callable[[], None]:
    page.context.set_offline(True)
    return lambda: page.context.set_offline(False)


def failing(status: int) -> Callable[[Page], Callable[[], None]]:
    def fail(page: Page) -> Callable[[], None]:
        page.route(EVERYTHING, lambda route: route.fulfill(status=status, body="<h1>Panne</h1>"))
        return lambda: page.unroute(EVERYTHING)

    return fail


FAULTS = {"network": cut_network, "500": failing(500), "503": failing(503)}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_loses_nothing_that_is_typed(editor: Page, draft: str, fault: str) -> None:
    page = editor
    write(page, draft, "Avant.")
    recover = FAULTS[fault](page)
    page.locator("[name=summary]").press_sequentially(" Pendant.")
    said = "network" if fault == "network" else "server"
    wait_for_message(page, said)
    recover()
    run_clock_until(page, f"[data-connection-state={said}][hidden]")
    expect_found(page, draft, "Avant. Pendant.")


@pytest.mark.parametrize("fault", ["500", "503"])
def test_a_press_while_the_server_fails_is_held_back(editor: Page, draft: str, fault: str) -> None:
    page = editor
    write(page, draft, "Appuyé pendant la panne.")
    recover = FAULTS[fault](page)
    press(page, SAVE)
    wait_for_message(page, "server")
    recover()
    wait_for_message(page, "press")
    press(page, SAVE)
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator("[name=summary]")).to_have_value("Appuyé pendant la panne.")


def test_a_held_press_can_be_made_again_however_soon_the_server_answers(editor: Page, draft: str) -> None:
    """Wagtail disables a pressed button for half a minute, in a timeout that may end after the answer has come."""
    page = editor
    write(page, draft, "Appuyé, et refusé aussitôt.")
    recover = failing(500)(page)
    page.clock.pause_at(page.evaluate("Date.now()") + 1_000)
    press(page, SAVE)
    expect(message(page, "server")).to_be_visible()
    page.clock.run_for(1_000)
    expect(page.locator(SAVE).first).to_be_enabled()
    recover()
    page.clock.resume()
    wait_for_message(page, "press")
    press(page, SAVE)
    expect(page.locator(".messages .success")).to_be_visible()


def write_without_network(page: Page, draft: str, words: str) -> Callable[[], None]:
    """Write, disconnect, and wait until Wagtail notices: it then answers a click with a dialog of its own."""
    write(page, draft, words)
    recover = cut_network(page)
    wait_for_message(page, "network")
    run_clock_until(page, ".w-editing-sessions[data-w-session-intercept-value=network]")
    return recover


def test_a_press_without_network_is_asked_for_again_once_it_is_back(editor: Page, draft: str) -> None:
    page = editor
    recover = write_without_network(page, draft, "Appuyé sans réseau.")
    press(page, SAVE)
    expect(page.get_by_role("dialog", name="Une erreur réseau")).to_be_visible()
    recover()
    wait_for_message(page, "press")
    expect(page.get_by_role("dialog", name="Une erreur réseau")).to_be_hidden()
    page.locator("[name=summary]").press_sequentially(" Puis écrit.")
    run_clock_until_saved(page)
    press(page, SAVE)
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator("[name=summary]")).to_have_value("Appuyé sans réseau. Puis écrit.")


def test_a_press_right_after_the_network_is_back_is_taken(editor: Page, draft: str) -> None:
    page = editor
    recover = write_without_network(page, draft, "Appuyé juste après.")
    page.route("**/editing-sessions/**", lambda route: route.abort())
    recover()
    wait_for_message(page, "back")
    press(page, SAVE)
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_glossary_word_is_held_back_too(editor: Page, demo: dict[str, str]) -> None:
    page = editor
    page.goto("/administration/snippets/taxonomy/glossaryterm/")
    page.locator("td.title a").first.click()
    page.locator("[name=definition]").fill("Ce que l’on écrit ici.")
    end_session(page, demo)
    page.get_by_role("button", name=re.compile("^Enregistrer")).first.click()
    wait_for_message(page, "ended")
    log_in_beside(page)
    page.get_by_role("button", name=re.compile("^Enregistrer")).first.click()
    expect(page.locator(".messages .success")).to_be_visible()
