"""Reading without a connection: a real browser, and a server that is really stopped."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, TIMEOUT
from tests.e2e.stoppable import RenamedStyle, Server
from tests.support.browser import assert_accessible, assert_no_sideways_scroll

GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
OTHER = "/guides/faire-son-actualisation-france-travail/"
OFFLINE = "/hors-ligne/"
# What the browser holds: the names of the caches, each with the paths in it.
HELD = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)])))"""


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
    wait_until(page, "async (path) => Boolean(await caches.match(path))", path)


def held(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(HELD)
    return found


def keep(page: Page) -> None:
    page.get_by_role("button", name="Garder ce guide").click()
    expect(page.get_by_role("button", name="Retirer de cet appareil")).to_be_visible(timeout=60_000)


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


def test_a_visited_guide_opens_when_the_server_is_gone(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    server.stop()
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")
    expect(visitor.locator(".copy-notice")).to_contain_text("Vous lisez une copie du")
    assert visitor.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert visitor.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"
    assert visitor.evaluate(
        "document.querySelector('main img').complete && document.querySelector('main img').naturalWidth"
    )


def test_a_kept_guide_opens_with_its_pictures_and_its_sheet(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    expect(visitor.locator("[data-keep-state]")).to_contain_text("Gardé sur cet appareil")
    assert_accessible(visitor)
    server.stop()
    visitor.goto(GUIDE)
    assert visitor.locator("main img").count() >= 5
    assert pictures_broken(visitor) == []
    start, kind = visitor.evaluate(
        """async (path) => { const answer = await fetch(path);
            return [(await answer.text()).slice(0, 5), answer.headers.get("Content-Type")] }""",
        f"{GUIDE}fiche-apprenant.pdf",
    )
    assert (start, kind) == ("%PDF-", "application/pdf")


def test_a_kept_guide_shows_all_its_pictures_in_a_wide_window_too(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    server.stop()
    visitor.set_viewport_size({"width": 1280, "height": 900})
    visitor.reload()
    assert pictures_broken(visitor) == []


@pytest.mark.parametrize("address", [OTHER, "/guides/?q=impot", "/seance/"])
def test_a_page_that_is_not_kept_shows_what_is(visitor: Page, server: Server, address: str) -> None:
    visit(visitor, GUIDE)
    server.stop()
    visitor.goto(address)
    expect(visitor.get_by_text("Cette page n’est pas gardée sur cet appareil")).to_be_visible()
    expect(visitor.get_by_role("link", name="Déclarer ses revenus").first).to_be_visible()
    assert_accessible(visitor)
    assert_no_sideways_scroll(visitor)


def test_nothing_private_is_kept(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    visitor.get_by_role("button", name="Ajouter à ma séance").click()
    expect(visitor.get_by_role("link", name="Dans ma séance")).to_be_visible()
    for path in (
        "/guides/?q=impot",
        "/seance/",
        "/administration/",
        f"{GUIDE}imprimer/",
        f"{GUIDE}projection/1/",
    ):
        visitor.goto(path)
    visitor.goto("/signaler/1/")
    visit(visitor, GUIDE)
    paths = [path for paths in held(visitor).values() for path in paths]
    private = ("/seance", "/administration", "/signaler", "/documents", "/imprimer", "/projection")
    assert not [path for path in paths if any(part in path for part in private)]
    page = visitor.evaluate("async (path) => (await caches.match(path)).text()", GUIDE)
    assert "data-session-count" not in page, "The copy is that of a visitor without a session."
    assert "Dans ma séance" not in page


def test_an_online_visitor_sees_the_fresh_page(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    visitor.evaluate(
        """async (path) => (await caches.open(`pas-a-pas:vu:${path}`)).put(path,
            new Response("<h1>Vieux</h1>", { headers: { "Content-Type": "text/html", "X-Copied-On": "1" } }))""",
        GUIDE,
    )
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")


def test_a_withdrawn_guide_is_no_longer_kept_after_the_next_visit(visitor: Page, server: Server) -> None:
    visit(visitor, OTHER)
    keep(visitor)
    _publish(server, OTHER, "unpublish")
    try:
        visitor.goto(OFFLINE)
        expect(visitor.get_by_text("Aucun guide gardé pour le moment.")).to_be_visible()
        visitor.goto(OTHER)
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Cette page a été retirée")
        assert not [path for paths in held(visitor).values() for path in paths if path.startswith(OTHER)]
    finally:
        _publish(server, OTHER, "save_revision().publish")


def _publish(server: Server, path: str, deed: str) -> None:
    code = (
        f"from lessons.models import GuidePage; GuidePage.objects.get(slug={path.split('/')[2]!r}).{deed}()"
    )
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=server.environment, check=True)


def test_kept_guides_are_listed_and_removed_one_by_one(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    visitor.goto(OFFLINE)
    row = visitor.locator("[data-kept] li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Copie du")
    assert_accessible(visitor)
    assert_no_sideways_scroll(visitor)
    visitor.get_by_role("button", name="Retirer Déclarer").click()
    expect(visitor.get_by_role("status")).to_contain_text("n’est plus gardé")
    expect(visitor.get_by_text("Aucun guide gardé pour le moment.")).to_be_visible()
    assert not [name for name in held(visitor) if ":garde:" in name]


def test_tout_effacer_leaves_nothing_on_a_shared_computer(visitor: Page) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    visitor.goto("/seance/terminee/")
    visitor.get_by_role("link", name="Effacer les pages gardées").click()
    visitor.get_by_label("Ne plus rien garder").check()
    visitor.get_by_role("button", name="Tout effacer").click()
    expect(visitor.locator("[data-status]")).to_contain_text("Tout est effacé")
    expect(visitor.get_by_text("Cet appareil ne garde rien.")).to_be_visible()
    assert_accessible(visitor)
    assert held(visitor) == {}
    visitor.goto(GUIDE)
    visitor.wait_for_load_state("networkidle")
    assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert held(visitor) == {}
    expect(visitor.get_by_role("button", name="Garder ce guide")).to_be_hidden()


def test_the_kill_switch_empties_browsers(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    server.stop()
    server.start(OFFLINE="false")
    visitor.goto("/")
    wait_until(visitor, "async () => (await caches.keys()).length === 0")
    visitor.goto(GUIDE)
    wait_until(visitor, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert held(visitor) == {}
    expect(visitor.get_by_role("button", name="Garder ce guide")).to_be_hidden()
    assert visitor.goto(OFFLINE).status == 404  # type: ignore[union-attr]


def test_a_new_version_takes_the_place_of_the_old(visitor: Page, server: Server) -> None:
    """What changes is the name of the style sheet, as when its content does; a page kept before still has its looks."""
    visit(visitor, GUIDE)
    [before] = [name for name in held(visitor) if ":coque:" in name]
    server.stop()
    with RenamedStyle(server.environment):
        server.start()
        visitor.goto("/")
        wait_until(
            visitor,
            "async (before) => { const names = await caches.keys();"
            " return !names.includes(before) && names.some((name) => name.includes(':coque:')) }",
            before,
        )
        server.stop()
        visitor.goto(GUIDE)
        assert visitor.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"


def test_the_oldest_visited_pages_go_first(visitor: Page) -> None:
    visit(visitor, GUIDE)
    visitor.evaluate(
        """async () => { for (let age = 1; age <= 40; age++)
            await (await caches.open(`pas-a-pas:vu:/p${age}/`)).put(`/p${age}/`,
                new Response("", { headers: { "X-Copied-On": String(Date.now() - age * 1000) } })) }"""
    )
    visit(visitor, OTHER)
    wait_until(
        visitor, "async () => (await caches.keys()).filter((name) => name.includes(':vu:')).length <= 30"
    )
    names = held(visitor)
    assert f"pas-a-pas:vu:{OTHER}" in names
    assert "pas-a-pas:vu:/p1/" in names
    assert "pas-a-pas:vu:/p40/" not in names


def test_without_script_the_offline_page_says_what_to_do(without_script: Page) -> None:
    without_script.goto(OFFLINE)
    expect(without_script.get_by_text("Ce navigateur ne peut rien garder")).to_be_visible()
    without_script.goto(GUIDE)
    expect(without_script.get_by_role("button", name="Garder ce guide")).to_be_hidden()
