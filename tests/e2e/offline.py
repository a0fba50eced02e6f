"""A demo site that is really stopped, a browser that keeps what it has seen, and what it holds."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, TIMEOUT
from tests.support.server import free_port, running

GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
OTHER = "/guides/faire-son-actualisation-france-travail/"
OFFLINE = "/hors-ligne/"
# What the browser holds: the names of the caches, each with the paths in it.
HELD = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)])))"""


class Server:
    """The demo site on one port, started and stopped at will."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self._settings: dict[str, str] | None = None
        self._open = ExitStack()

    def start(self, **settings: str) -> None:
        """Serve with these settings; nothing happens when it is so already."""
        if self._settings == settings:
            return
        self.stop()
        self._open.enter_context(running(self.environment | settings, port=self.port))
        self._settings = settings

    def stop(self) -> None:
        self._open.close()
        self._settings = None


@pytest.fixture(scope="module")
def one_server(demo: dict[str, str]) -> Iterator[Server]:
    server = Server(demo)
    yield server
    server.stop()


@pytest.fixture
def server(one_server: Server) -> Server:
    """A server that runs. Each visitor has a browser of its own, which remembers nothing of the one before."""
    one_server.start()
    return one_server


def _context(chromium: Browser, server: Server, **options: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=server.address, locale="fr-FR", **options)
    context.set_default_timeout(TIMEOUT)
    yield context
    context.close()


@pytest.fixture
def visitor(chromium: Browser, server: Server) -> Iterator[Page]:
    for context in _context(chromium, server, **PHONE):
        yield context.new_page()


def wait_until(page: Page, condition: str, argument: Any = None) -> None:
    """Ask until `condition`, an asynchronous function, gives true: Playwright's own wait takes a promise for true."""
    deadline = time.monotonic() + TIMEOUT / 1_000
    while not page.evaluate(condition, argument):
        assert time.monotonic() < deadline, f"Never true: {condition}"
        page.wait_for_timeout(100)


def visit(page: Page, path: str) -> None:
    """Read a page until the worker has its copy."""
    page.goto(path)
    visit_is_kept(page, path)


def visit_is_kept(page: Page, path: str) -> None:
    wait_until(page, "async (path) => Boolean(await caches.match(path))", path)


def held(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(HELD)
    return found


def keep(page: Page) -> None:
    page.get_by_role("button", name="Garder ce guide").click()
    expect(page.get_by_role("button", name="Retirer de cet appareil")).to_be_visible(timeout=60_000)


def change(server: Server, path: str, deed: str) -> None:
    """Do `deed`, Python code, to `guide`, the one at `path`."""
    code = f"from lessons.models import GuidePage; guide = GuidePage.objects.get(slug={path.split('/')[2]!r}); {deed}"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=server.environment, check=True)


def refresh(page: Page) -> list[str]:
    """Have what is kept asked for anew; gives the headings of the guides that are gone."""
    gone: list[str] = page.evaluate(
        """async () => {
            const { active } = await navigator.serviceWorker.ready;
            const { port1, port2 } = new MessageChannel();
            active.postMessage({ deed: "refresh", now: true }, [port2]);
            const answer = await new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
            return answer.result;
        }"""
    )
    return gone


def pictures_broken(page: Page) -> list[str]:
    """Addresses of the pictures of the page that do not show, once all are asked for."""
    return page.evaluate(
        """async () => {
            const pictures = [...document.querySelectorAll("main img")];
            for (const picture of pictures) picture.loading = "eager";
            const shown = await Promise.all(pictures.map((picture) => Promise.race([
                picture.decode().then(() => true, () => false),
                new Promise((done) => setTimeout(done, 10000, false)),
            ])));
            return pictures.filter((_, place) => !shown[place]).map(({ currentSrc }) => currentSrc);
        }"""
    )
