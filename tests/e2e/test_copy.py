"""The static copy of the site on a USB stick: opened by a real browser as files, without a server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.conventions.offenders import assert_none
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.static_copy import ANSWERS
from tests.e2e.waiting import unfold
from tests.support.browser import (
    assert_accessible,
    assert_no_sideways_scroll,
    open_context,
    wait_until_at_rest,
)

WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "phone": PHONE,
    "without_script": {"java_script_enabled": False, **DESKTOP},
}
# The error of a window whose picture was still loading when the next page was opened.
LEFT = "net::ERR_ABORTED"
GUIDE = "Déclarer ses revenus en ligne pour la première fois"


@pytest.fixture(params=WINDOWS)
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def reader(chromium: Browser, kind: str) -> Iterator[Page]:
    """A window that records what fails to load."""
    faults: list[str] = []

    def note(asked: Request) -> None:
        if asked.failure != LEFT:
            faults.append(f"{asked.url}: {asked.failure}")

    with open_context(chromium, **WINDOWS[kind]) as context:
        page = context.new_page()
        page.on("requestfailed", note)
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with open_context(chromium, **DESKTOP) as context:
        yield context.new_page()


def test_what_people_say_finds_the_guide_and_its_sheet(reader: Page, kind: str, copy: Path) -> None:
    reader.goto((copy / "index.html").as_uri())
    reader.get_by_role("searchbox").fill("declarer impot")
    reader.get_by_role("search").get_by_role("button", name="Chercher").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Guides")
    if kind != "without_script":
        expect(reader.locator("[data-copy-heading]")).to_have_text("4 guides pour « declarer impot »")
        expect(reader.locator("[data-copy-found] a").first).to_have_text(GUIDE)
    reader.get_by_role("link", name=GUIDE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(GUIDE)
    expect(reader.get_by_text("Copie du")).to_be_visible()
    reader.wait_for_load_state()
    unfold(reader)
    sheet = reader.get_by_role("link", name="Imprimer ma fiche").get_attribute("href") or ""
    assert (Path(reader.url.removeprefix("file://")).parent / sheet).read_bytes().startswith(b"%PDF-")


def test_a_guide_of_the_copy_is_followed_step_by_step(reader: Page, kind: str, copy: Path) -> None:
    reader.goto((copy / "guides/declarer-ses-revenus-en-ligne/index.html").as_uri())
    reader.locator("[data-resume]").click()
    reader.get_by_role("link", name="Commencer").click()
    for number in range(1, 13):
        expect(reader.locator(".all-steps summary")).to_have_text(f"Étape {number} sur 12")
        expect(reader.get_by_text("Dites-le")).to_have_count(0)
        reader.get_by_role("link", name="C’est fait").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("J’ai réussi si…")
    reader.get_by_role("link", name="Étape 12").click()
    reader.get_by_role("link", name="Quitter").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(GUIDE)
    if kind != "without_script":
        expect(reader.locator("[data-resume]")).to_contain_text("Reprendre à l’étape\xa012")
        reader.locator("[data-resume]").click()
        expect(reader.locator(".all-steps summary")).to_have_text("Étape 12 sur 12")


def test_a_slip_finds_the_guide_and_nothing_shows_all_of_them(page: Page, copy: Path) -> None:
    page.goto((copy / "guides/index.html").as_uri())
    for typed, heading in (
        ("declarer imopt", "4 guides pour « declarer impot »"),
        ("zzz", "Aucun guide pour « zzz »"),
    ):
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("button", name="Chercher").click()
        expect(page.locator("[data-copy-heading]")).to_have_text(heading)
    expect(page.locator("[data-copy-all]")).to_be_visible()
    expect(page.locator("[data-copy-filters] .facet:visible")).to_have_count(0)


def test_the_copy_finds_what_the_site_finds_in_the_same_order(page: Page, copy: Path) -> None:
    wrong = []
    for asked, (heading, titles) in json.loads((copy / ANSWERS).read_text()).items():
        page.goto(f"{(copy / 'guides/index.html').as_uri()}?{quote(asked, safe='=&')}")
        said = page.locator("[data-copy-heading]").inner_text().replace("\xa0", " ")
        found = page.locator("[data-copy-found] a").all_inner_texts()
        if [said, found[: len(titles)]] != [heading, titles]:
            wrong.append(f"{asked}: {said} {found[:3]}, not {heading} {titles[:3]}")
    assert_none(wrong, "The copy answers otherwise than the site.")


def test_without_scripts_it_says_that_it_cannot_search(chromium: Browser, copy: Path) -> None:
    with open_context(chromium, **WINDOWS["without_script"]) as context:
        page = context.new_page()
        page.goto((copy / "guides/index.html").as_uri())
        expect(page.get_by_text("La recherche ne marche pas dans ce navigateur")).to_be_visible()
        results = page.locator(".results").bounding_box()
        assert results
        assert results["width"] > 800


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_pages_of_the_copy_are_accessible_and_whole(chromium: Browser, copy: Path, window: str) -> None:
    with open_context(chromium, **WINDOWS[window]) as context:
        page = context.new_page()
        for name in ("index.html", "guides/index.html", "guides/declarer-ses-revenus-en-ligne/index.html"):
            page.goto((copy / name).as_uri())
            wait_until_at_rest(page)
            border = "getComputedStyle(document.querySelector('.site')).borderBottomWidth"
            assert page.evaluate(border) == "1px"
            assert page.evaluate("[...document.fonts].some(({ status }) => status === 'loaded')")
            assert_accessible(page)
            assert_no_sideways_scroll(page)
        assert page.locator("main img").first.evaluate(
            "(picture) => picture.decode().then(() => picture.naturalWidth)"
        )


def test_filters_narrow_the_list_and_count_what_they_would_leave(page: Page, copy: Path) -> None:
    page.goto((copy / "guides/index.html").as_uri())
    box = page.get_by_label("Avancé")
    count = int(box.locator("xpath=..").locator("[data-count]").inner_text())
    box.check()
    found = page.locator("[data-copy-found] li")
    expect(found).to_have_count(count)
    expect(found.filter(has_text="Avancé")).to_have_count(count)
    box.uncheck()
    expect(page.locator("[data-copy-all]")).to_be_visible()
