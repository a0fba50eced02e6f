"""Debian's Chromium, and what every page must keep to while it is open."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

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
    """How Playwright starts the system's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise RuntimeError("Chromium is not installed: make test installs it.")
    return {"executable_path": program, "args": FLAGS}


class Watch:
    """Notes what a public page must never do: ask elsewhere, set a cookie, break its security policy, fail."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.faults: list[str] = []
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", self._follow)

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", lambda message: self._said(page, message))

    def _said(self, page: Page, message: ConsoleMessage) -> None:
        """An error is a fault, unless it only says that the page asked for answered 404, which a test may want."""
        if message.type == "error" and message.location.get("url") != page.url:
            self.faults.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self.faults.append(f"third-party request: {url}")

    def assert_clean(self) -> None:
        assert self.faults == []
        assert self.context.cookies() == []


@cache
def _axe() -> tuple[str, str]:
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8"), (VENDOR / "axe-fr.json").read_text(
        encoding="utf-8"
    )


AT_REST = """() => Promise.allSettled(
  document.getAnimations().filter(one => isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished))"""


def assert_accessible(page: Page) -> None:
    """
    Run axe on the open page, with nothing muted. The security policy forbids foreign scripts, so it is evaluated.

    Wagtail lets its messages fade in: axe reads the colours of the instant, so what ends is waited for.
    """
    script, words = _axe()
    page.evaluate(AT_REST)
    page.evaluate(script)
    result = page.evaluate(
        "([words, rules]) => { axe.configure({locale: JSON.parse(words)});"
        " return axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']}) }",
        [words, RULES],
    )
    found = [
        f"{fault['id']}: {fault['help']}\n    "
        + "\n    ".join(json.dumps(node["target"]) for node in fault["nodes"])
        for fault in result["violations"]
    ]
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def assert_no_sideways_scroll(page: Page) -> None:
    """Nothing is wider than the window (WCAG 1.4.10)."""
    width, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= window, f"{page.url} is {width} px wide in a window of {window} px"
