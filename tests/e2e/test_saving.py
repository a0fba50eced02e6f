"""No text typed in an edit page is lost, and « Enregistré » is shown only when everything is saved."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, StorageState, expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.pictures import window
from tests.e2e.waiting import run_clock_until, run_clock_until_saved, wait_until

A_WORD_A_SECOND = 1_000  # Milliseconds of the page's clock.


@pytest.fixture
def editor(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    for page in window(chromium, site, administrator, **DESKTOP):
        page.clock.install()
        yield page


def first_instruction(page: Page) -> Locator:
    page.get_by_role("tab", name="Étapes").click()
    return page.locator("[data-contentpath=instruction] [contenteditable=true]").first


def test_a_minute_of_typing_after_a_refused_submission_is_found_whole(editor: Page, draft: str) -> None:
    page = editor
    page.goto(draft)
    page.locator("[name=summary]").fill("")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator(".messages .error")).to_be_visible()
    run_clock_until_saved(page)
    words = [f"p{number}" for number in range(55)]
    first_instruction(page).click()
    for word in words:
        page.keyboard.type(f"{word} ")
        page.clock.fast_forward(A_WORD_A_SECOND)
    run_clock_until_saved(page)
    page.reload()
    found = first_instruction(page)
    expect(found).to_contain_text(words[-1])
    assert re.findall(r"p\d+", str(found.text_content())) == words
    expect(page.locator("[name=summary]")).to_have_value("")


def test_words_typed_as_soon_as_the_page_is_there_are_saved(editor: Page, draft: str) -> None:
    page = editor
    page.goto(draft, wait_until="commit")
    summary = page.locator("[name=summary]")
    while "Vite" not in summary.input_value():  # A page that is still rendering may not accept the focus yet.
        summary.press_sequentially("Vite ")
    run_clock_until_saved(page)
    page.reload()
    expect(page.locator("[name=summary]")).to_have_value(re.compile("Vite"))


def test_words_typed_while_older_ones_are_being_saved_are_saved_too(editor: Page, draft: str) -> None:
    page = editor
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(draft)
    page.route(f"**{draft}", hold, times=1)
    page.locator("[name=summary]").fill("Avant")
    wait_until(lambda: page.clock.fast_forward(1_000) or held, "saving has begun")
    page.locator("[name=summary]").press_sequentially(" pendant")
    held[0].continue_()
    run_clock_until_saved(page)
    page.reload()
    expect(page.locator("[name=summary]")).to_have_value("Avant pendant")


def test_looking_at_a_guide_saves_nothing(editor: Page, draft: str) -> None:
    page = editor
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', () => { document.body.id = 'is-watched'; })"
    )
    page.goto(draft, wait_until="commit")
    first_instruction(page).click()
    run_clock_until(page, "#is-watched")
    form = page.locator("[data-edit-form]")
    expect(form).to_have_attribute("data-w-unsaved-force-value", "false")
    page.goto("/administration/")  # A user who has typed nothing can leave without a question.
