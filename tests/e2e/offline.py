"""A demo site that can be disconnected, a browser that stores visited pages, and tools to inspect
its caches.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.proxy import Proxy
from tests.e2e.waiting import unfold, wait_until_true
from tests.support.browser import open_context

GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
OTHER = "/guides/faire-son-actualisation-france-travail/"
OFFLINE = "/hors-ligne/"
# The contents of the browser's storage: the names of the caches, each with the paths in it.
HELD = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)])))"""
ASKED = """async (what) => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    active.postMessage(what, [port2]);
    const answer = await new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
    return answer.result;
}"""
# Whether there is a copy of the page at `path`, made since that time, and one of its first picture.
IS_KEPT = """async ([path, since]) => {
    const copy = await caches.match(path);
    const picture = document.querySelector("main img");
    return Number(copy?.headers.get("X-Copied-On")) >= since
        && (!picture || Boolean(await caches.match(picture.currentSrc)));
}"""
ALL_ANSWERED = """() => {
    const pictures = [...document.querySelectorAll("main img")];
    for (const picture of pictures) picture.loading = "eager";
    return pictures.every(({ complete, currentSrc }) => complete && currentSrc);
}"""
BROKEN = """async () => {
    const pictures = [...document.querySelectorAll("main img")];
    const shown = await Promise.allSettled(pictures.map((picture) => picture.decode()));
    return pictures.filter((_, place) => shown[place].status === "rejected").map(({ currentSrc }) => currentSrc);
}"""


@pytest.fixture
def server(site: str) -> Iterator[Proxy]:
    """The demo site at an address of its own, so that a browser stores nothing from the previous test."""
    with Proxy(port_of(site)) as proxy:
        yield proxy


@pytest.fixture
def visitor(chromium: Browser, server: Proxy) -> Iterator[Page]:
    with open_context(chromium, base_url=server.address, **PHONE) as context:
        yield context.new_page()


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port
    return port


def visit(page: Page, path: str) -> None:
    """Open a page and wait until the worker has a copy made during this visit, and a copy of its first
    picture.
    """
    begun = time.time() * 1_000
    page.goto(path)
    wait_until_kept(page, path, begun)


def wait_until_kept(page: Page, path: str, since: float = 0) -> None:
    """After this, let the worker wait for the network without limit; normally it shows its copy after four
    seconds.
    """
    wait_until_true(page, IS_KEPT, [path, since])
    for worker in page.context.service_workers:
        worker.evaluate("() => { self.setTimeout = () => {} }")


def held(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(HELD)
    return found


def keep(page: Page) -> None:
    unfold(page)
    page.get_by_role("button", name="Garder ce guide").click()
    expect(page.get_by_role("button", name="Retirer de cet appareil")).to_be_visible()


def change(demo: dict[str, str], path: str, deed: str) -> None:
    """Run `deed`, Python code, on `guide`, the one at `path`."""
    code = f"from lessons.models import GuidePage; guide = GuidePage.objects.get(slug={path.split('/')[2]!r}); {deed}"
    subprocess.run([sys.executable, "manage.py", "shell", "--no-imports", "-c", code], env=demo, check=True)


def ask(page: Page, deed: str, **what: Any) -> Any:
    """Send the worker a message as a page does; return its answer."""
    return page.evaluate(ASKED, {"deed": deed, **what})


def refresh(page: Page) -> list[str]:
    """Fetch all saved guides again; return the headings of those that are gone."""
    gone: list[str] = ask(page, "refresh", now=True)
    return gone


def pictures_broken(page: Page) -> list[str]:
    """Addresses of the pictures of the page that fail to load, once all have been requested."""
    wait_until_true(page, ALL_ANSWERED)
    broken: list[str] = page.evaluate(BROKEN)
    return broken
