"""Debian's Chromium, and the rules that every page must follow while it is open."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

# Milliseconds to wait for any state: one value for all, so that a slow machine is slow but does not fail.
TIMEOUT = 90_000
VENDOR = Path(__file__).parent / "vendor"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]


def launch_options() -> dict[str, Any]:
    """The options with which Playwright starts the system's Chromium, best without its windows: much quicker."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise RuntimeError("Chromium is not installed: make test installs it.")
    return {"executable_path": program, "args": FLAGS}


@contextmanager
def open_context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A visitor's browser context, which shares nothing with earlier ones."""
    context = browser.new_context(locale="fr-FR", **options)
    context.set_default_timeout(TIMEOUT)
    try:
        yield context
    finally:
        context.close()


class Watch:
    """Records what a public page must never do: call another site, set a cookie, violate its CSP, fail."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.faults: list[str] = []
        self._pages_asked: set[str] = set()
        context.on("request", self._asked)
        context.on("page", self._follow)

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        """Whether an error is a fault. A 404 message is not, because a test may request a missing page."""
        is_answer = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (is_answer and message.location.get("url") in self._pages_asked):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self.faults.append(f"third-party request: {request.url}")
        if request.is_navigation_request():
            self._pages_asked.add(request.url)

    def assert_clean(self) -> None:
        # Asking first ensures that events recorded late arrive with the response.
        cookies = self.context.cookies()
        assert self.faults == [], self.faults
        assert cookies == []


@cache
def _axe() -> tuple[str, str]:
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8"), (VENDOR / "axe-fr.json").read_text(
        encoding="utf-8"
    )


AT_REST = """async () => {
  await document.fonts.ready;
  // What a closed <details> holds does not move until it is opened: its animations would never end.
  const ending = document.getAnimations().filter(({ effect }) =>
    isFinite(effect.getComputedTiming().endTime) && effect.target.checkVisibility());
  await Promise.allSettled(ending.map(one => one.finished));
}"""


def wait_until_at_rest(page: Page) -> None:
    """Wait until the page is complete: loaded, with its fonts, and with no animation running."""
    page.wait_for_load_state()
    page.evaluate(AT_REST)


def assert_accessible(page: Page, part: str = ":root") -> None:
    """Run axe on the open page when it is stable, or on a part of it, with no rule disabled.

    The page is looked at by day, then its colours again by night. The content security policy forbids foreign
    scripts, so axe is evaluated instead.
    """
    night = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found = _faults(page, part, {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="light" if night else "dark")
    found += _faults(page, part, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    page.emulate_media(color_scheme="dark" if night else "light")
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def _faults(page: Page, part: str, rules: dict[str, Any]) -> list[str]:
    wait_until_at_rest(page)
    script, words = _axe()
    page.evaluate(script)
    result = page.evaluate(
        "([words, rules, part]) => { axe.configure({locale: JSON.parse(words)});"
        " return axe.run(part, {runOnly: rules, resultTypes: ['violations']}) }",
        [words, rules, part],
    )
    return [
        f"{fault['id']}: {fault['help']}\n    "
        + "\n    ".join(json.dumps(node["target"]) for node in fault["nodes"])
        for fault in result["violations"]
    ]


def assert_no_sideways_scroll(page: Page) -> None:
    """Check that nothing is wider than the window (WCAG 1.4.10)."""
    wait_until_at_rest(page)
    width, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= window, f"{page.url} is {width} px wide in a window of {window} px"


BROKEN_BUTTONS = """() => [...document.querySelectorAll('.button')].filter(button => {
  const { height } = button.getBoundingClientRect();
  const isSaid = node => node.nodeType === Node.TEXT_NODE ? node.data.trim() : !node.matches('svg, .visually-hidden');
  return height > 5 * parseFloat(getComputedStyle(button).fontSize) || [...button.childNodes].filter(isSaid).length > 1;
}).map(button => button.innerText)"""


def assert_buttons_are_whole(page: Page) -> None:
    """Check that no button of a public page is stretched and that its text is not broken into columns."""
    wait_until_at_rest(page)
    assert page.evaluate(BROKEN_BUTTONS) == []
