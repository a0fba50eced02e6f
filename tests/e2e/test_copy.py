"""The copy of the site on a USB stick: opened by a real browser as files, with no server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, TIMEOUT
from tests.support.browser import assert_accessible, assert_no_sideways_scroll

GUIDE = "Déclarer ses revenus en ligne pour la première fois"


@pytest.fixture(scope="module")
def copy(demo: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "pas-a-pas"
    subprocess.run(
        [sys.executable, "manage.py", "export_static", str(folder)],
        env=demo,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture(params=["desktop", "phone", "without_script"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window that notes what fails to load."""
    options = PHONE if request.param == "phone" else DESKTOP
    context = chromium.new_context(
        locale="fr-FR", java_script_enabled=request.param != "without_script", **options
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda asked: faults.append(asked.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    context.close()


def has_script(page: Page) -> bool:
    """A noscript part is drawn only where scripts do not run."""
    return bool(page.evaluate("typeof window.copie === 'object'"))


def test_what_people_say_finds_the_guide_and_its_sheet(reader: Page, copy: Path) -> None:
    reader.goto((copy / "index.html").as_uri())
    reader.get_by_role("searchbox").fill("declarer impot")
    reader.get_by_role("search").get_by_role("button", name="Chercher").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Guides")
    if has_script(reader):
        expect(reader.locator("[data-copy-heading]")).to_have_text("4 guides pour « declarer impot »")
        expect(reader.locator("[data-copy-found] a").first).to_have_text(GUIDE)
    reader.get_by_role("link", name=GUIDE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(GUIDE)
    expect(reader.get_by_text("Copie du")).to_be_visible()
    sheet = reader.get_by_role("link", name="Fiche apprenant").get_attribute("href") or ""
    assert (Path(reader.url.removeprefix("file://")).parent / sheet).read_bytes().startswith(b"%PDF-")


def test_a_slip_finds_the_guide_and_nothing_shows_all_of_them(chromium: Browser, copy: Path) -> None:
    page = chromium.new_page(**DESKTOP)
    page.goto((copy / "guides/index.html").as_uri())
    for typed, heading in (
        ("declarer imopt", "4 guides pour « declarer impot »"),
        ("zzz", "Aucun guide pour « zzz »"),
    ):
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("button", name="Chercher").click()
        expect(page.locator("[data-copy-heading]")).to_have_text(heading)
    expect(page.locator("[data-copy-all]")).to_be_visible()
    assert page.locator("[data-copy-filters] .facet:visible").count() == 0
    page.close()


def test_without_scripts_it_says_that_it_cannot_search(chromium: Browser, copy: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, **DESKTOP)
    page = context.new_page()
    page.goto((copy / "guides/index.html").as_uri())
    expect(page.get_by_text("La recherche ne marche pas dans ce navigateur")).to_be_visible()
    results = page.locator(".results").bounding_box()
    assert results
    assert results["width"] > 800
    context.close()


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_of_the_copy_are_accessible_and_whole(chromium: Browser, copy: Path, window: dict) -> None:
    context = chromium.new_context(**window)
    page = context.new_page()
    for name in ("index.html", "guides/index.html", "guides/declarer-ses-revenus-en-ligne/index.html"):
        page.goto((copy / name).as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.site')).borderBottomWidth") == "1px"
        assert page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts].some(({ status }) => status === 'loaded'))"
        )
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    assert page.locator("main img").first.evaluate(
        "(picture) => picture.decode().then(() => picture.naturalWidth)"
    )
    context.close()


def test_filters_narrow_the_list_and_count_what_they_would_leave(chromium: Browser, copy: Path) -> None:
    page = chromium.new_page(**DESKTOP)
    page.goto((copy / "guides/index.html").as_uri())
    box = page.get_by_label("Avancé")
    count = int(box.locator("xpath=..").locator("[data-count]").inner_text())
    box.check()
    expect(page.locator("[data-copy-found] li")).to_have_count(count)
    assert all("Avancé" in text for text in page.locator("[data-copy-found] li").all_inner_texts())
    box.uncheck()
    expect(page.locator("[data-copy-all]")).to_be_visible()
    page.close()
