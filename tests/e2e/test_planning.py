"""A support worker prepares a workshop: with a mouse, with the keyboard only, on a phone, without
JavaScript.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.waiting import unfold, wait_until, wait_until_true
from tests.support.browser import (
    Watch,
    assert_accessible,
    assert_buttons_are_whole,
    assert_no_sideways_scroll,
    open_context,
    wait_until_at_rest,
)

TAXES = "/guides/declarer-ses-revenus-en-ligne/"
HEALTH = "/guides/creer-son-compte-ameli/"
ON_ITS_WAY = 202
WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "phone": PHONE,
    "without_script": {"java_script_enabled": False, **DESKTOP},
}


def watched(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    """The window of someone who plans: one cookie, no other site called, no policy violated."""
    with open_context(chromium, base_url=site, **options) as context:
        watch = Watch(context)
        yield context.new_page()
        cookies = {cookie.get("name") for cookie in context.cookies()}
        refused = "status of 4"  # Chromium logs every 409 and 422; some journeys cause them.
        assert [fault for fault in watch.faults if refused not in fault] == []
        assert cookies <= {"seance"}


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Page]:
    yield from watched(chromium, site, **WINDOWS[request.param])


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    yield from watched(chromium, site, **DESKTOP)


def add(page: Page, guide: str) -> None:
    page.goto(guide)
    unfold(page)
    page.get_by_role("button", name="Ajouter à ma séance").click()
    expect(page.get_by_role("main").get_by_role("link", name="Dans ma séance")).to_be_visible()


def titles(page: Page) -> Locator:
    return page.locator("[data-line] h3")


def save(page: Page) -> None:
    """Save the lengths and the notes, and wait until the next page is shown."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Enregistrer les durées et les notes").click()
    expect(page.locator("main:not([aria-busy])")).to_be_visible()


def set_up(page: Page, minutes: str, title: str = "Atelier du mardi") -> None:
    if page.locator("#reglages:not([open])").count():
        page.locator("#reglages summary").click()
    page.get_by_label("Titre de la séance").fill(title)
    page.get_by_label("Début").fill("14:00")
    page.get_by_label("Temps disponible").select_option(minutes)
    page.locator("#reglages").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_workshop_is_planned_fitted_and_shared(window: Page, chromium: Browser, site: str) -> None:
    window.goto("/guides/?q=impot")
    window.locator(".card").first.get_by_role("button", name=re.compile("Ma séance")).click()
    expect(window.locator("[data-session-count]")).to_have_text(re.compile("^1"))  # In the menu of a phone.
    add(window, HEALTH)
    window.goto("/seance/")
    window.get_by_role("button", name=re.compile("^Accueil")).click()
    expect(window.locator("[data-line] h3").first).to_have_text("Accueil")
    set_up(window, "120")
    expect(window.locator(".plan-when b").first).to_have_text("14 h 00")
    window.get_by_role("button", name=re.compile("Raccourcir")).click()
    expect(window.get_by_role("main")).to_contain_text("Laissé de côté")
    window.get_by_role("button", name="Annuler").click()
    expect(window.get_by_role("main")).not_to_contain_text("Laissé de côté")
    window.get_by_role("button", name="Faire un code").click()
    key = window.locator(".key").inner_text()
    assert len(key.split("-")) == 4

    with open_context(chromium, base_url=site, **DESKTOP) as other:
        colleague = other.new_page()
        colleague.goto("/")
        colleague.get_by_label(re.compile("On vous a donné un code")).fill(key.replace("-", " ").upper())
        colleague.get_by_role("button", name="Ouvrir").click()
        expect(colleague.get_by_role("heading", level=1)).to_have_text("Atelier du mardi")
        assert other.cookies() == []
        colleague.get_by_role("button", name="Copier dans ma séance").click()
        expect(colleague.locator("[data-line]")).to_have_count(3)


def test_lines_are_put_in_order_with_keys_only(page: Page) -> None:
    add(page, TAXES)
    add(page, HEALTH)
    page.goto("/seance/")
    first, second = titles(page).all_inner_texts()
    page.locator('[data-keep="descendre"]').first.focus()
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_text([second, first])
    expect(page.locator("[data-line]:focus-within h3")).to_have_text(first)
    page.keyboard.press("Alt+ArrowUp")
    expect(titles(page)).to_have_text([first, second])


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Press Tab until the element called `name` has the focus, then press Enter."""
    focused = (
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
    )
    for _ in range(120):
        page.keyboard.press("Tab")
        if re.match(name, str(page.evaluate(focused)).replace("\N{NO-BREAK SPACE}", " ")):
            page.keyboard.press(key)
            return
    raise AssertionError(f"The Tab key never comes to {name}")


def test_a_session_is_made_shared_and_forgotten_with_keys_only(page: Page) -> None:
    page.goto(TAXES)
    press(page, "Ajouter à ma séance")
    expect(page.get_by_role("banner").get_by_role("link", name=re.compile("Ma séance 1"))).to_be_visible()
    page.goto("/seance/")
    press(page, "Pause")
    expect(page.locator("[data-line]")).to_have_count(2)
    press(page, "Faire un code")
    expect(page.locator(".key")).to_be_visible()
    press(page, "J’ai fini sur ce poste partagé")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce poste a oublié votre séance")


def test_a_line_is_dragged_to_another_place(page: Page) -> None:
    add(page, TAXES)
    add(page, HEALTH)
    page.set_viewport_size({"width": 1280, "height": 2000})
    page.goto("/seance/")
    wait_until_at_rest(page)
    first, second = titles(page).all_inner_texts()
    handle = page.locator("[data-handle]").nth(1).bounding_box()
    top = page.locator("[data-line]").first.bounding_box()
    assert handle
    assert top
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 10, top["y"] + 5, steps=8)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.mouse.up()
    expect(page.locator("main:not([aria-busy])")).to_be_visible()
    expect(titles(page)).to_have_text([second, first])
    page.reload()
    expect(titles(page)).to_have_text([second, first])


def test_the_later_of_two_tabs_is_told_and_keeps_its_text(page: Page) -> None:
    add(page, TAXES)
    page.goto("/seance/")
    late = page.context.new_page()
    late.goto("/seance/")
    page.get_by_label(re.compile("Note pour moi")).fill("Premier onglet")
    save(page)
    expect(page.get_by_label(re.compile("Note pour moi"))).to_have_value("Premier onglet")
    with late.expect_response(lambda answer: answer.status == 409):
        late.get_by_label(re.compile("Note pour moi")).fill("Second onglet")
    expect(late.locator("#a-regler")).to_contain_text("Cette séance a changé ailleurs")
    expect(late.get_by_label(re.compile("Note pour moi"))).to_have_value("Second onglet")
    page.context.clear_cookies()


def test_a_note_that_names_a_phone_is_refused_and_kept_in_its_field(window: Page) -> None:
    add(window, TAXES)
    window.goto("/seance/")
    note = window.get_by_label(re.compile("Note pour moi"))
    note.fill("Rappeler le 06 12 34 56 78")
    window.get_by_role("button", name="Enregistrer les durées et les notes").click()
    expect(window.locator(".error")).to_contain_text("numéro de téléphone")
    expect(window.get_by_label(re.compile("Note pour moi"))).to_have_value("Rappeler le 06 12 34 56 78")


def test_a_shared_computer_forgets(page: Page) -> None:
    add(page, TAXES)
    page.goto("/seance/")
    page.get_by_role("button", name="J’ai fini sur ce poste partagé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce poste a oublié votre séance")
    assert page.context.cookies() == []


def test_a_model_session_is_copied_in_one_click(window: Page) -> None:
    window.goto("/guides/")
    window.get_by_role("link", name="Premiers pas avec les impôts").click()
    window.get_by_role("button", name="Copier dans ma séance").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Premiers pas avec les impôts")
    expect(window.locator("[data-line] h3")).to_have_count(3)


def test_a_guide_is_projected_with_one_key(page: Page) -> None:
    page.goto(TAXES)
    page.get_by_role("link", name="Projeter").click()
    # The script shows this button when it is ready for keyboard input.
    expect(page.get_by_role("button", name="Plein écran")).to_be_visible()
    state = "[document.querySelector('h1').innerText, document.querySelectorAll('.with-markers').length]"
    seen = []
    for _ in range(6):
        now = page.evaluate(state)
        seen.append(tuple(now))
        page.keyboard.press("PageDown")
        wait_until_true(page, f"before => JSON.stringify({state}) !== JSON.stringify(before)", now)
    with_pictures = [heading for heading, shown in seen if shown]
    assert with_pictures
    assert all((heading, 0) in seen for heading in with_pictures)
    page.keyboard.press("PageUp")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"{TAXES}(#.*)?$"))


def test_a_guide_is_projected_without_scripts(chromium: Browser, site: str) -> None:
    for page in watched(chromium, site, **WINDOWS["without_script"]):
        page.goto(f"{TAXES}projection/1/")
        for number in (2, 3):
            page.get_by_role("link", name="Suivant").click()
            expect(page).to_have_url(re.compile(rf"/projection/{number}/"))
        page.get_by_role("link", name="Montrer où appuyer").click()
        expect(page.locator(".with-markers svg.markers")).to_be_visible()
        page.get_by_role("link", name="Quitter").click()
        expect(page).to_have_url(re.compile(rf"{TAXES}(#.*)?$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"viewport": {"width": 320, "height": 640}}], ids=str)
def test_every_page_of_sessions_is_accessible(chromium: Browser, site: str, size: dict[str, Any]) -> None:
    with open_context(chromium, base_url=site, **size) as context:
        page = context.new_page()
        page.goto("/seance/")
        assert_accessible(page)
        add(page, TAXES)
        add(page, HEALTH)
        page.goto("/seance/")
        set_up(page, "60")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        assert_buttons_are_whole(page)
        for address in addresses_of_a_session(page):
            page.goto(address)
            assert_accessible(page)
            assert_no_sideways_scroll(page)
            assert_buttons_are_whole(page)


def addresses_of_a_session(page: Page) -> list[str]:
    """The other pages about the session on this page, which has been given a key."""
    page.get_by_role("button", name="Faire un code").click()
    key = page.locator(".key").inner_text()
    return [
        f"/seance/lire/{key}/",
        "/seance/lire/?cle=rien",
        "/seance/modele/premiers-pas-avec-les-impots/",
        "/seance/terminee/",
        "/seance/dossier/",
        "/seance/projection/1/",
        "/seance/projection/3/?reperes=1",
        page.locator("[data-select]").input_value(),
    ]


def test_a_pack_is_chosen_and_opened(page: Page) -> None:
    add(page, TAXES)
    page.goto("/seance/")
    page.get_by_role("button", name="Imprimer le dossier").click()
    page.get_by_label(re.compile("Fiche apprenant")).fill("3")
    page.get_by_label(re.compile("Trame aidant")).fill("0")
    form = page.locator(".pack-form")
    query = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    assert "fiche=3" in query

    def made() -> APIResponse | None:
        answer = page.request.get(f"/seance/dossier/imprimer.pdf?{query}")
        return None if answer.status == ON_ITS_WAY else answer

    answer = wait_until(made, "the pack is no longer on its way")
    assert answer
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")
