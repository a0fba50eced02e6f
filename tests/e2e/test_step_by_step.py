"""Following a guide step by step in a browser: ticks, the place, the picture, the screen that stays awake."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.offline import GUIDE, OFFLINE, change
from tests.e2e.test_accessibility import PAGES
from tests.e2e.waiting import wait_until_true
from tests.support.browser import (
    Watch,
    assert_accessible,
    assert_buttons_are_whole,
    assert_no_sideways_scroll,
    open_context,
)

FOLLOW = f"{GUIDE}suivre/"
SCREENS = [PAGES[name] for name in ("first screen", "step screen", "last screen")]
REFUSED = """for (const name of ["getItem", "setItem", "removeItem", "key"])
    Storage.prototype[name] = () => { throw new DOMException("refused", "SecurityError") };"""
AWAKE = """window.locks = 0;
    Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
        window.locks += kind === "screen"; throw new DOMException("refused", "NotAllowedError") } } });"""
BACK = "document.dispatchEvent(new Event('visibilitychange'))"
KEPT = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('suivre:'))"


@pytest.fixture
def refused(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone whose browser refuses to keep anything."""
    with open_context(chromium, base_url=site, **PHONE) as context:
        context.add_init_script(REFUSED)
        watch = Watch(context)
        yield context.new_page()
        watch.assert_clean()


def tick(page: Page, number: int) -> None:
    page.locator("[data-tick]").nth(number).check()


def expect_ticks(page: Page, *numbers: int) -> None:
    """Exactly these lines of the screen are ticked."""
    expect(page.locator("[data-tick]:checked")).to_have_count(len(numbers))
    for number in numbers:
        expect(page.locator("[data-tick]").nth(number)).to_be_checked()


@pytest.mark.parametrize("window", ["phone", "without_script"])
def test_one_follows_a_guide_from_its_page_to_the_end(request: pytest.FixtureRequest, window: str) -> None:
    page: Page = request.getfixturevalue(window)
    page.goto(GUIDE)
    page.locator("[data-resume]").click()
    page.get_by_role("link", name="Commencer").click()
    for number in range(1, 13):
        expect(page.locator(".all-steps summary")).to_have_text(f"Étape {number} sur 12")
        page.get_by_role("link", name="C’est fait").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("J’ai réussi si…")
    page.get_by_role("link", name="Étape 12").click()
    page.locator(".all-steps summary").click()
    page.get_by_role("link", name="Ouvrir le vrai site").click()
    expect(page).to_have_url(re.compile("/suivre/3/$"))
    page.get_by_role("link", name="Quitter").click()
    expect(page).to_have_url(re.compile(f"{GUIDE}$"))


def test_ticks_stay_in_this_tab_and_no_other(phone: Page) -> None:
    phone.goto(FOLLOW)
    tick(phone, 1)
    phone.goto(f"{FOLLOW}fin/")
    tick(phone, 0)
    phone.goto(FOLLOW)
    expect_ticks(phone, 1)
    expect(phone.locator("[data-ticks-kept]")).to_be_visible()
    assert "impôt" not in phone.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")
    other = phone.context.new_page()
    other.goto(FOLLOW)
    expect_ticks(other)


def test_a_paper_that_changed_has_no_tick(phone: Page, demo: dict[str, str]) -> None:
    phone.goto(FOLLOW)
    for number in (0, 1):
        tick(phone, number)
    first = "guide.papers[0] = ('item', {!r}); guide.save_revision().publish()"
    words = phone.locator(".to-tick label").first.inner_text()
    change(demo, GUIDE, first.format("Une autre chose"))
    try:
        phone.reload()
        expect(phone.locator(".to-tick label").first).to_have_text("Une autre chose")
        expect_ticks(phone, 1)
    finally:
        change(demo, GUIDE, first.format(words.replace("\xa0", " ")))


def test_the_guide_and_the_first_screen_lead_back_to_where_one_was(phone: Page) -> None:
    phone.goto(f"{FOLLOW}4/")
    phone.get_by_role("link", name="Quitter").click()
    expect(phone.locator("[data-resume]")).to_have_text("Reprendre à l’étape\xa04")
    phone.goto(FOLLOW)
    phone.get_by_role("link", name="Reprendre").click()
    expect(phone).to_have_url(re.compile("/suivre/4/$"))
    phone.goto(f"{FOLLOW}fin/")
    phone.goto(FOLLOW)
    expect(phone.get_by_role("link", name="Commencer")).to_have_attribute("href", f"{FOLLOW}1/")


def test_a_step_that_moved_is_found_again_and_the_change_is_said(phone: Page, demo: dict[str, str]) -> None:
    phone.goto(f"{FOLLOW}4/")
    first = phone.evaluate("document.querySelector('.all-steps li:nth-child(2)').innerText")
    change(demo, GUIDE, "del guide.steps[0]; guide.save_revision().publish()")
    try:
        phone.goto(GUIDE)
        expect(phone.locator("[data-resume]")).to_have_text("Reprendre à l’étape\xa03")
        phone.goto(f"{FOLLOW}4/")
        expect(phone.locator("[data-changed]")).to_be_visible()
        assert_accessible(phone)
        phone.goto(f"{FOLLOW}5/")
        expect(phone.locator("[data-changed]")).to_be_hidden()
        phone.goto(f"{FOLLOW}12/")
        expect(phone.get_by_text("il a maintenant 11 étapes")).to_be_visible()
        assert_accessible(phone)
    finally:
        before = "guide.revisions.order_by('-pk')[1].as_object().save_revision().publish()"
        change(demo, GUIDE, before)
    phone.goto(f"{FOLLOW}1/")
    assert first.split("\n")[-1] in phone.locator("h1").inner_text()


def test_tout_effacer_forgets_ticks_and_place_in_every_tab(phone: Page) -> None:
    phone.goto(f"{FOLLOW}4/")
    phone.goto(FOLLOW)
    tick(phone, 0)
    open_too = phone.context.new_page()
    open_too.goto(FOLLOW)
    tick(open_too, 1)
    phone.goto(OFFLINE)
    phone.get_by_role("button", name="Tout effacer").click()
    expect(phone.locator("[data-status]")).to_contain_text("Tout est effacé")
    assert phone.evaluate(KEPT) == []
    expect_ticks(open_too)
    phone.go_back()
    expect(phone.get_by_role("link", name="Commencer")).to_be_visible()
    expect_ticks(phone)
    phone.goto(GUIDE)
    expect(phone.locator("[data-resume]")).not_to_contain_text("Reprendre")


def test_a_device_that_is_to_keep_nothing_keeps_no_tick(phone: Page) -> None:
    phone.goto(OFFLINE)
    phone.get_by_label("Ne plus rien garder").check()
    phone.get_by_role("button", name="Tout effacer").click()
    expect(phone.locator("[data-refused]")).to_be_visible()
    phone.goto(f"{FOLLOW}4/")
    phone.goto(FOLLOW)
    tick(phone, 0)
    assert phone.evaluate(KEPT) == []
    expect(phone.locator("[data-ticks-kept]")).to_be_hidden()


def test_a_browser_that_keeps_nothing_ticks_all_the_same(refused: Page) -> None:
    refused.goto(FOLLOW)
    tick(refused, 0)
    expect_ticks(refused, 0)
    expect(refused.locator("[data-ticks-kept]")).to_be_hidden()
    refused.get_by_role("link", name="Commencer").click()
    expect(refused.locator(".all-steps summary")).to_have_text("Étape 1 sur 12")
    refused.goto(GUIDE)
    expect(refused.locator("[data-resume]")).not_to_contain_text("Reprendre")


def test_a_browser_without_service_worker_erases_its_ticks_all_the_same(phone: Page) -> None:
    phone.add_init_script("delete Navigator.prototype.serviceWorker")
    phone.goto(FOLLOW)
    tick(phone, 0)
    phone.goto("/hors-ligne/#effacer")
    phone.get_by_role("button", name="Tout effacer").click()
    expect(phone.get_by_role("status")).to_contain_text("Tout est effacé.")
    assert phone.evaluate(KEPT) == []


def test_a_browser_that_refuses_storage_is_told_that_nothing_is_kept(refused: Page) -> None:
    refused.goto("/hors-ligne/")
    expect(refused.get_by_text("Ce navigateur ne peut garder aucune page")).to_be_visible()
    expect(refused.get_by_role("button", name="Tout effacer")).to_be_hidden()


def test_the_screen_stays_awake_where_the_browser_can(phone: Page) -> None:
    phone.add_init_script(AWAKE)
    phone.goto(f"{FOLLOW}3/")
    wait_until_true(phone, "async () => window.locks === 1")
    phone.evaluate(BACK)
    wait_until_true(phone, "async () => window.locks === 2")


@pytest.mark.parametrize("window", ["phone", "desktop"])
def test_a_picture_is_enlarged_with_its_ring_and_closed_again(
    request: pytest.FixtureRequest, window: str
) -> None:
    page: Page = request.getfixturevalue(window)
    page.goto(f"{FOLLOW}3/")
    frame = page.locator(".screenshot-frame")
    before = frame.bounding_box()
    frame.scroll_into_view_if_needed()
    page.locator(".over-picture").click()
    dialog = page.get_by_role("dialog", name="Image agrandie")
    expect(dialog.locator(".ring.target")).to_be_in_viewport()
    after = frame.bounding_box()
    assert before
    assert after
    assert after["width"] > 1.5 * before["width"]
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="Agrandir l’image")).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Fermer").click()
    expect(page.locator(".follow-picture .screenshot-frame")).to_be_visible()


def test_without_a_script_the_picture_leads_to_its_file(without_script: Page) -> None:
    without_script.goto(f"{FOLLOW}3/")
    address = without_script.get_by_role("link", name="Agrandir l’image").get_attribute("href")
    answer = without_script.request.get(str(address))
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")


@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_is_accessible_by_night_and_whole_in_large_letters(
    chromium: Browser, site: str, address: str
) -> None:
    with open_context(chromium, base_url=site, color_scheme="dark", **PHONE) as context:
        page = context.new_page()
        page.goto(address)
        assert_accessible(page)
    with open_context(chromium, base_url=site, **PHONE) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert_no_sideways_scroll(page)
        assert_buttons_are_whole(page)


@pytest.mark.parametrize("calm", [True, False])
def test_the_ring_draws_itself_once_unless_one_asked_for_calm(
    chromium: Browser, site: str, calm: bool
) -> None:
    options: dict[str, Any] = {"reduced_motion": "reduce" if calm else "no-preference"}
    with open_context(chromium, base_url=site, **options, **DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{FOLLOW}3/")
        moving = "getComputedStyle(document.querySelector('.ring.target')).animationName"
        assert page.evaluate(moving) == ("none" if calm else "ring")
        count = "getComputedStyle(document.querySelector('.ring.target')).animationIterationCount"
        assert page.evaluate(count) == "1"


def test_a_printed_screen_is_the_step_alone(desktop: Page) -> None:
    desktop.goto(f"{FOLLOW}3/")
    desktop.emulate_media(media="print")
    for part in (".follow-head", ".follow-foot", ".stuck", ".enlarge"):
        expect(desktop.locator(part)).to_be_hidden()
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    expect(desktop.locator(".screenshot-frame")).to_be_visible()
    # A ring that was still being drawn would be missing on paper.
    expect(desktop.locator(".ring.target")).to_have_css("animation-name", "none")
