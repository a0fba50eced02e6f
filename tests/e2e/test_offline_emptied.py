"""What a browser keeps is its owner's: listed, removed, forgotten, and never more than allowed."""

import json
import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.offline import (
    GUIDE,
    OFFLINE,
    OTHER,
    Server,
    change,
    held,
    keep,
    one_server,
    refresh,
    server,
    visit,
    visitor,
    wait_until,
)
from tests.support.browser import assert_accessible, assert_no_sideways_scroll

__all__ = ["one_server", "server", "visitor"]


def test_kept_guides_are_listed_and_removed_one_by_one(visitor: Page, server: Server) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    visitor.goto(OFFLINE)
    assert visitor.title().startswith("Lire sans connexion")
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


def test_a_guide_on_its_way_is_not_kept_once_all_is_erased(visitor: Page) -> None:
    visit(visitor, GUIDE)
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


class RenamedStyle:
    """The style sheet under another hashed name, until the end of the block."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.root = Path(environment["DATA_DIR"]) / "static"
        self.manifest = self.root / "staticfiles.json"

    def __enter__(self) -> None:
        self.text = self.manifest.read_text(encoding="utf-8")
        manifest = json.loads(self.text)
        old = manifest["paths"]["css/site.css"]
        new = "css/site.0123456789ab.css"
        manifest["paths"]["css/site.css"] = new
        os.link(self.root / old, self.root / new)
        self.manifest.write_text(json.dumps(manifest), encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        self.manifest.write_text(self.text, encoding="utf-8")
        (self.root / "css/site.0123456789ab.css").unlink()


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


def test_a_device_without_room_says_so_and_loses_nothing(visitor: Page, server: Server) -> None:
    visit(visitor, OTHER)
    keep(visitor)
    visitor.goto(GUIDE)
    room = {"origin": server.address, "quotaSize": 1}
    visitor.context.new_cdp_session(visitor).send("Storage.overrideQuotaForOrigin", room)
    visitor.get_by_role("button", name="Garder ce guide").click()
    expect(visitor.get_by_text("cet appareil n’a plus de place")).to_be_visible()
    expect(visitor.get_by_role("button", name="Réessayer de garder")).to_be_enabled()
    assert [name for name in held(visitor) if ":garde:" in name] == [f"pas-a-pas:garde:{OTHER}"]
    again, publish = " Relu hier.", "guide.save_revision().publish()"
    change(server, OTHER, f"guide.summary += {again!r}; {publish}")
    try:
        visitor.goto(OTHER)
        expect(visitor.get_by_text(again)).to_be_visible()
        assert refresh(visitor) == []
        server.stop()
        visitor.goto(OTHER)
        expect(visitor.locator(".copy-notice")).to_be_visible()
        assert (
            visitor.evaluate("async (sheet) => (await fetch(sheet)).status", f"{OTHER}fiche-apprenant.pdf")
            == 200
        )
    finally:
        change(server, OTHER, f"guide.summary = guide.summary.removesuffix({again!r}); {publish}")


def test_without_script_the_offline_page_says_what_to_do(without_script: Page) -> None:
    without_script.goto(OFFLINE)
    expect(without_script.get_by_text("Ce navigateur ne peut rien garder")).to_be_visible()
    without_script.goto(GUIDE)
    expect(without_script.get_by_role("button", name="Garder ce guide")).to_be_hidden()
