"""Readers control what their browser stores: it is listed, can be removed, expires, and stays
within limits.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.e2e.offline import (
    GUIDE,
    OFFLINE,
    OTHER,
    ask,
    change,
    held,
    keep,
    refresh,
    server,
    visit,
    visitor,
)
from tests.e2e.proxy import Proxy
from tests.e2e.waiting import unfold, wait_until_true
from tests.support.browser import assert_accessible, assert_no_sideways_scroll
from tests.support.server import running

__all__ = ["server", "visitor"]


def test_kept_guides_are_listed_and_removed_one_by_one(visitor: Page) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    visitor.goto(OFFLINE)
    expect(visitor).to_have_title(re.compile("^Lire sans connexion"))
    expect(visitor.get_by_text("Cette page n’est pas gardée")).to_be_hidden()
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
    asked_anew: list[Route] = []

    def hold(route: Route) -> None:
        asked_anew.append(route)

    visitor.context.route(f"**{GUIDE}", hold)
    with visitor.context.expect_event("request", lambda asked: asked.url.endswith(GUIDE)):
        visitor.get_by_role("link", name="Effacer les pages gardées").click()
    expect(visitor.locator("[data-kept] li")).to_have_count(1)
    visitor.get_by_label("Ne plus rien garder").check()
    visitor.get_by_role("button", name="Tout effacer").click()
    expect(visitor.locator("[data-status]")).to_contain_text("Tout est effacé")
    expect(visitor.get_by_text("Cet appareil ne garde rien.")).to_be_visible()
    assert_accessible(visitor)
    assert held(visitor) == {}
    for route in asked_anew:
        route.continue_()
    visitor.context.unroute_all()
    visitor.goto(GUIDE)
    expect(visitor.get_by_text("Cet appareil ne garde aucune page.")).to_be_visible()
    assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert held(visitor) == {}
    expect(visitor.get_by_role("button", name="Garder ce guide")).to_be_hidden()


def test_a_guide_on_its_way_is_not_kept_once_all_is_erased(visitor: Page) -> None:
    visit(visitor, GUIDE)
    visit(visitor, f"{GUIDE}?images=sans")  # No picture is still loading.
    assert ask(visitor, "list")
    visitor.evaluate(
        """async (path) => {
            const { active } = await navigator.serviceWorker.ready;
            await Promise.all(["keep", "erase"].map((deed) => new Promise((done) => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = ({ data }) => { if (!("done" in data)) done(); };
                active.postMessage({ deed, path }, [port2]);
            })));
        }""",
        GUIDE,
    )
    assert held(visitor) == {}


def test_the_kill_switch_empties_browsers(visitor: Page, server: Proxy, demo: dict[str, str]) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    with running(demo | {"OFFLINE": "false"}) as port:
        server.lead_to(port)
        visitor.goto("/")
        wait_until_true(visitor, "async () => (await caches.keys()).length === 0")
        visitor.goto(GUIDE)
        wait_until_true(
            visitor, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"
        )
        assert held(visitor) == {}
        expect(visitor.get_by_role("button", name="Garder ce guide")).to_be_hidden()
        answer = visitor.goto(OFFLINE)
        assert answer
        assert answer.status == 404


def test_a_new_version_takes_the_place_of_the_old(visitor: Page, server: Proxy, demo: dict[str, str]) -> None:
    """Only the name of the style sheet changes, as after a change of content; stored pages keep
    their styles.
    """
    visit(visitor, GUIDE)
    [before] = [name for name in held(visitor) if ":coque:" in name]
    with renamed_style(demo), running(demo) as port:
        server.lead_to(port)
        visitor.goto("/")
        wait_until_true(
            visitor,
            "async (before) => { const names = await caches.keys();"
            " return !names.includes(before) && names.some((name) => name.includes(':coque:')) }",
            before,
        )
        server.stop()
        visitor.goto(GUIDE)
        assert visitor.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"


@contextmanager
def renamed_style(demo: dict[str, str]) -> Iterator[None]:
    """The style sheet under another hashed name, until the end of the block."""
    root = Path(demo["DATA_DIR"]) / "static"
    manifest = root / "staticfiles.json"
    before = manifest.read_text(encoding="utf-8")
    names = json.loads(before)
    new = "css/site.0123456789ab.css"
    os.link(root / names["paths"]["css/site.css"], root / new)
    names["paths"]["css/site.css"] = new
    manifest.write_text(json.dumps(names), encoding="utf-8")
    try:
        yield
    finally:
        manifest.write_text(before, encoding="utf-8")
        (root / new).unlink()


def test_the_oldest_visited_pages_go_first(visitor: Page) -> None:
    visit(visitor, GUIDE)
    visitor.evaluate(
        """async () => { for (let age = 1; age <= 40; age++)
            await (await caches.open(`pas-a-pas:vu:/p${age}/`)).put(`/p${age}/`,
                new Response("", { headers: { "X-Copied-On": String(Date.now() - age * 1000) } })) }"""
    )
    visit(visitor, OTHER)
    wait_until_true(
        visitor, "async () => (await caches.keys()).filter((name) => name.includes(':vu:')).length <= 30"
    )
    names = held(visitor)
    assert f"pas-a-pas:vu:{OTHER}" in names
    assert "pas-a-pas:vu:/p1/" in names
    assert "pas-a-pas:vu:/p40/" not in names


def test_a_device_without_room_says_so_and_loses_nothing(
    visitor: Page, server: Proxy, demo: dict[str, str]
) -> None:
    visit(visitor, OTHER)
    keep(visitor)
    visitor.goto(GUIDE)
    room = {"origin": server.address, "quotaSize": 1}
    visitor.context.new_cdp_session(visitor).send("Storage.overrideQuotaForOrigin", room)
    unfold(visitor)
    visitor.get_by_role("button", name="Garder ce guide").click()
    expect(visitor.get_by_text("cet appareil n’a plus de place")).to_be_visible()
    expect(visitor.get_by_role("button", name="Réessayer de garder")).to_be_enabled()
    assert [name for name in held(visitor) if ":garde:" in name] == [f"pas-a-pas:garde:{OTHER}"]
    again, publish = " Relu hier.", "guide.save_revision().publish()"
    change(demo, OTHER, f"guide.summary += {again!r}; {publish}")
    try:
        visitor.goto(OTHER)
        expect(visitor.get_by_text(again)).to_be_visible()
        assert refresh(visitor) == []
        server.stop()
        visitor.goto(OTHER)
        expect(visitor.locator(".copy-notice")).to_be_visible()
        sheet = f"{OTHER}fiche-apprenant.pdf"
        assert visitor.evaluate("async (sheet) => (await fetch(sheet)).status", sheet) == 200
    finally:
        change(demo, OTHER, f"guide.summary = guide.summary.removesuffix({again!r}); {publish}")


def test_without_script_the_offline_page_says_what_to_do(without_script: Page) -> None:
    without_script.goto(OFFLINE)
    expect(without_script.get_by_text("Ce navigateur ne peut garder aucune page")).to_be_visible()
    without_script.goto(GUIDE)
    expect(without_script.get_by_role("button", name="Garder ce guide")).to_be_hidden()
