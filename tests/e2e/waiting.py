"""Waits for what Playwright's own waits do not cover: the state of a worker, of a server, of a request."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import APIRequestContext, APIResponse, Page, expect

from tests.support.browser import TIMEOUT, wait_until_at_rest

PAUSE = 0.05
Answer = TypeVar("Answer")


def wait_until(ask: Callable[[], Answer], state: str) -> Answer:
    """Ask until the answer is true, and return it. No other function of the browser tests sleeps."""
    deadline = time.monotonic() + TIMEOUT / 1_000
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"It never came to this: {state}"
        time.sleep(PAUSE)
    return answer


def wait_until_true(page: Page, condition: str, argument: Any = None) -> None:
    """The same with an asynchronous function of the page; Playwright's own wait treats its
    promise as true.
    """
    wait_until(lambda: page.evaluate(condition, argument), condition)


def paper(client: APIRequestContext, address: str) -> bytes:
    """The file at `address`, once the site has made it: until then it answers 503 and asks to come back."""

    def ask() -> APIResponse | None:
        answer = client.get(address)
        return None if answer.status == 503 else answer

    answer = wait_until(ask, f"{address} is made")
    assert answer.ok
    return answer.body()


def run_clock_until(page: Page, selector: str) -> None:
    """Let the page's clock run ahead until something matches, so that periodic actions of a page happen at
    once.

    The clock must have been installed (`page.clock.install()`) before the page was opened.
    """

    def look() -> bool:
        page.clock.fast_forward(1_000)
        return page.locator(selector).count() > 0

    wait_until(look, selector)


def run_clock_until_saved(page: Page) -> None:
    """The same, until the edit page says « Enregistré »."""
    run_clock_until(page, "#w-autosave-indicator[data-w-autosave-state-value=saved]")


def unfold(page: Page) -> None:
    """Open what a phone folds in the main part of a page; where there is room, it stands open."""
    for handle in page.locator("main .unfold > summary").all():
        if handle.evaluate("one => one.checkVisibility() && !one.parentElement.open"):
            handle.click()


def read(page: Page, address: str) -> None:
    """Open a page with JavaScript, and wait for what its scripts render last: the list of stored pages."""
    page.goto(address)
    if page.locator("[data-keep-guide]").count():
        expect(page.locator("[data-keep-guide]:not([hidden])")).to_be_attached()
    if page.locator("[data-room]").count():
        expect(page.locator("[data-room]")).not_to_be_empty()
    wait_until_at_rest(page)
