"""Offline reading with a real browser and a server that is really stopped."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.offline import (
    GUIDE,
    OFFLINE,
    OTHER,
    change,
    held,
    keep,
    pictures_broken,
    refresh,
    server,
    visit,
    visitor,
    wait_until_kept,
)
from tests.e2e.proxy import Proxy
from tests.e2e.waiting import unfold
from tests.support.browser import assert_accessible, assert_no_sideways_scroll, wait_until_at_rest

__all__ = ["server", "visitor"]


def width_of_first_picture(page: Page) -> int:
    """In pixels, once it is visible."""
    picture = page.locator("main img").first
    width: int = picture.evaluate("one => one.decode().then(() => one.naturalWidth)")
    return width


def test_a_visited_guide_opens_when_the_server_is_gone(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    server.stop()
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")
    expect(visitor.locator(".copy-notice")).to_contain_text("Vous lisez une copie du")
    assert visitor.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Atkinson Hyperlegible Next\"'))"
    )
    assert visitor.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"
    assert width_of_first_picture(visitor)


def test_a_guide_read_without_its_pictures_opens_so(visitor: Page, server: Proxy) -> None:
    visit(visitor, f"{GUIDE}?images=sans")
    server.stop()
    for address in (f"{GUIDE}?images=sans", GUIDE):
        visitor.goto(address)
        expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")
        expect(visitor.locator(".copy-notice")).to_be_visible()
        expect(visitor.locator("main img")).to_have_count(0)
    visitor.goto(OFFLINE)
    expect(visitor.locator("[data-seen] a")).to_contain_text("Déclarer ses revenus")


def test_pictures_stay_when_the_guide_is_read_without_them_once(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    visit(visitor, f"{GUIDE}?images=sans")
    server.stop()
    visitor.goto(GUIDE)
    assert width_of_first_picture(visitor)


def test_a_guide_reached_from_a_letter_is_the_guide_itself(visitor: Page, server: Proxy) -> None:
    visitor.goto(f"{GUIDE}?utm_source=lettre&utm_medium=mail")
    wait_until_kept(visitor, GUIDE)
    server.stop()
    for address in (f"{GUIDE}?utm_source=lettre&utm_medium=mail", f"{GUIDE}?fbclid=x", GUIDE):
        visitor.goto(address)
        expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")


def test_the_short_address_of_a_sheet_opens_the_guide_that_is_here(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    short = visitor.locator("link[rel=shortlink]").get_attribute("href")
    server.stop()
    visitor.goto(str(short))
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")
    expect(visitor).to_have_url(re.compile(f"{GUIDE}$"))


def test_a_kept_guide_opens_with_its_pictures_and_its_sheet(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    expect(visitor.locator("[data-keep-state]")).to_contain_text("Gardé sur cet appareil")
    assert_accessible(visitor)
    server.stop()
    visitor.goto(GUIDE)
    expect(visitor.locator("main img").nth(4)).to_be_attached()
    assert pictures_broken(visitor) == []
    start, kind = visitor.evaluate(
        """async (path) => { const answer = await fetch(path);
            return [(await answer.text()).slice(0, 5), answer.headers.get("Content-Type")] }""",
        f"{GUIDE}fiche-apprenant.pdf",
    )
    assert (start, kind) == ("%PDF-", "application/pdf")


def test_a_hand_that_presses_several_times_keeps_the_guide(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    button = visitor.locator("[data-keep-guide]")
    expect(button).to_have_text("Garder ce guide")
    unfold(visitor)
    button.scroll_into_view_if_needed()
    wait_until_at_rest(visitor)
    place = button.bounding_box()
    assert place
    keep(visitor)
    assert button.bounding_box() == place
    for _ in range(10):
        visitor.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(visitor).to_have_url(re.compile(f"{GUIDE}$"))
    visitor.reload()
    expect(visitor.get_by_role("button", name="Retirer de cet appareil")).to_be_visible()
    unfold(visitor)
    expect(visitor.get_by_role("button", name="Guide gardé")).to_be_disabled()


def test_a_copy_offers_nothing_that_needs_the_server(visitor: Page, server: Proxy) -> None:
    for path, papers in ((GUIDE, 1), (OTHER, 0)):
        visit(visitor, path)
        if papers:
            keep(visitor)
    server.stop()
    for path, papers in ((GUIDE, 1), (OTHER, 0)):
        visitor.goto(path)
        expect(visitor.locator(".copy-notice")).to_be_visible()
        expect(visitor.locator("[data-keep-guide]:not([hidden])")).to_be_attached()  # The scripts are done.
        unfold(visitor)
        offered = visitor.locator(".door li:visible, .door .button:visible")
        expect(offered.filter(has_text="PDF")).to_have_count(papers)
        expect(offered.filter(has_text=re.compile("Choisir|Projeter|séance"))).to_have_count(0)
        expect(visitor.get_by_role("link", name="Dites-le")).to_be_hidden()
    expect(visitor.get_by_role("link", name="Lire sans connexion")).to_be_visible()


def test_a_picture_that_is_not_here_leaves_its_words(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    server.stop()
    visitor.reload()
    last = visitor.locator(".screenshot-frame").last
    last.scroll_into_view_if_needed()
    expect(last).to_have_class("screenshot-frame is-missing")
    expect(last.locator(".markers")).to_be_hidden()


def test_a_kept_guide_shows_all_its_pictures_in_a_wide_window_too(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    server.stop()
    visitor.set_viewport_size({"width": 1280, "height": 900})
    visitor.reload()
    assert pictures_broken(visitor) == []


NOT_KEPT = "Cette page n’est pas gardée sur cet appareil"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (OTHER, NOT_KEPT),
        ("/guides/?q=impot", "La recherche a besoin d’une connexion"),
        ("/seance/", NOT_KEPT),
    ],
)
def test_a_page_that_is_not_kept_shows_what_is(
    visitor: Page, server: Proxy, address: str, words: str
) -> None:
    visit(visitor, GUIDE)
    server.stop()
    visitor.goto(address)
    expect(visitor.get_by_text(words)).to_be_visible()
    expect(visitor.get_by_role("link", name="Déclarer ses revenus").first).to_be_visible()
    expect(visitor.locator("[data-room]")).to_contain_text("Place prise")
    assert_accessible(visitor)
    assert_no_sideways_scroll(visitor)


def test_nothing_private_is_kept(visitor: Page) -> None:
    visit(visitor, GUIDE)
    unfold(visitor)
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
    visit(visitor, GUIDE)  # Its copy is made after those of the pages before it.
    paths = [path for paths in held(visitor).values() for path in paths]
    private = ("/seance", "/administration", "/signaler", "/documents", "/imprimer", "/projection")
    assert not [path for path in paths if any(part in path for part in private)]
    page = visitor.evaluate("async (path) => (await caches.match(path)).text()", GUIDE)
    assert "data-session-count" not in page, "The copy is that of a visitor without a session."
    assert "Dans ma séance" not in page


def test_an_online_visitor_sees_the_fresh_page(visitor: Page) -> None:
    visit(visitor, GUIDE)
    visitor.evaluate(
        """async (path) => (await caches.open(`pas-a-pas:vu:${path}`)).put(path,
            new Response("<h1>Vieux</h1>", { headers: { "Content-Type": "text/html", "X-Copied-On": "1" } }))""",
        GUIDE,
    )
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")


def test_a_withdrawn_guide_is_no_longer_kept_after_the_next_visit(
    visitor: Page, demo: dict[str, str]
) -> None:
    visit(visitor, OTHER)
    keep(visitor)
    change(demo, OTHER, "guide.unpublish()")
    try:
        visitor.goto(OFFLINE)
        expect(visitor.get_by_text("Aucun guide gardé pour le moment.")).to_be_visible()
        expect(visitor.locator("[data-status]")).to_contain_text("a été retiré du site")
        visitor.goto(OTHER)
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Cette page a été retirée")
        assert not [path for paths in held(visitor).values() for path in paths if path.startswith(OTHER)]
    finally:
        change(demo, OTHER, "guide.save_revision().publish()")


class AnswersWithACopy(BaseHTTPRequestHandler):
    """As the web server in front does while the site is down: 200 for any request, with a marked copy."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Offline", "copy")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Copie</title><main>Copie de la nuit</main>")

    def log_message(self, *_args: object) -> None:
        """Does nothing."""


@contextmanager
def copies_answered_at(port: int) -> Iterator[None]:
    with ThreadingHTTPServer(("localhost", port), AnswersWithACopy) as front:
        thread = Thread(target=front.serve_forever)
        thread.start()
        try:
            yield
        finally:
            front.shutdown()
            thread.join()


def test_the_copy_of_an_outage_takes_no_kept_guide_away(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    server.stop()
    with copies_answered_at(server.port):
        visitor.goto(GUIDE)
        expect(visitor.get_by_text("Copie de la nuit")).to_be_visible()
        assert refresh(visitor) == []
    visitor.goto(GUIDE)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Déclarer ses revenus")
