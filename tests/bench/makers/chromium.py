"""Chromium printing a plain page of the guide."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.makers import clock
from tests.support.browser import launch_options


def run(addresses: Sequence[str], pack: Sequence[str]) -> None:
    with _printer() as make:
        clock.run(make, addresses, lambda: [make(address) for address in pack][-1])


def cold(address: str) -> None:
    with _printer() as make:
        clock.check(make(address))


@contextmanager
def _printer() -> Iterator[Callable[[str], bytes]]:
    with sync_playwright() as program:
        page = program.chromium.launch(**launch_options()).new_page()

        def make(address: str) -> bytes:
            page.goto(Path(address).as_uri(), wait_until="networkidle")
            return page.pdf(tagged=True)

        yield make
