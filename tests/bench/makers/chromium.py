"""Chromium printing the guide's own page."""

from collections.abc import Sequence

from playwright.sync_api import sync_playwright

from tests.bench.makers import clock
from tests.support.browser import launch_options


def run(addresses: Sequence[str]) -> None:
    with sync_playwright() as program:
        page = program.chromium.launch(**launch_options()).new_page()

        def make(address: str) -> bytes:
            page.goto(address, wait_until="networkidle")
            return page.pdf(tagged=True)

        clock.run(make, addresses)
