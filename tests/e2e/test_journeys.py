"""The main journeys: find a guide, read it, print it, publish one."""

import re

import pytest
from playwright.sync_api import Page, expect

GUIDE = "Déclarer ses revenus en ligne pour la première fois"
WINDOWS = ["desktop", "phone", "without_script"]


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> Page:
    page: Page = request.getfixturevalue(request.param)
    return page


def search_from_home(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("search").first.get_by_role("button", name="Chercher").click()


def test_a_helper_finds_the_tax_guide_by_typing_what_people_say(window: Page) -> None:
    search_from_home(window, "declarer impot")
    expect(window.get_by_role("main").get_by_role("link", name=GUIDE).first).to_be_visible()
    first = window.locator(".card").first
    expect(first).to_contain_text("Déclarer ses revenus")


def test_a_guide_is_read_from_its_result(window: Page) -> None:
    search_from_home(window, "declarer impot")
    window.get_by_role("main").get_by_role("link", name=GUIDE).first.click()
    expect(window.get_by_role("heading", level=1)).to_have_text(GUIDE)
    expect(window.locator("li.step").nth(5)).to_be_attached()
    expect(window.locator("li.step picture img").first).to_be_visible()
    expect(window.locator("details.helper").first).not_to_have_attribute("open", "")


def test_results_are_filtered_by_level_without_script(without_script: Page) -> None:
    page = without_script
    page.goto("/guides/?q=declarer+impot")
    page.get_by_label("Avancé").check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    expect(page).to_have_url(re.compile("q=declarer\\+impot.*niveau=avance"))
    expect(page.locator(".card").first).to_contain_text("Corriger")
    page.wait_for_load_state()
    expect(page.locator(".card").filter(has_not_text="Avancé")).to_have_count(0)


def test_results_are_filtered_in_place_and_the_address_follows(desktop: Page) -> None:
    desktop.goto("/guides/")
    box = desktop.locator("#filtre-niveau-debutant")
    if desktop.locator("#facette-niveau:not([open])").count():
        desktop.locator("#facette-niveau > summary").click()
    box.check()
    expect(desktop).to_have_url(re.compile(r"niveau=debutant"))
    expect(desktop.locator(".card .level").first).to_contain_text("Débutant")
    desktop.go_back()
    expect(desktop).to_have_url(re.compile(r"/guides/$"))
    expect(box).not_to_be_checked()


def test_the_learners_sheet_is_a_pdf(desktop: Page) -> None:
    desktop.goto("/guides/declarer-ses-revenus-en-ligne/")
    link = desktop.get_by_role("link", name="Imprimer ma fiche")
    answer = desktop.request.get(str(link.get_attribute("href")))
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")


def test_a_volunteer_prints_from_the_home_page_in_two_actions(window: Page) -> None:
    window.goto("/")
    window.get_by_role("main").get_by_role("link", name="Argent et impôts").click()
    sheet = window.get_by_role("link", name=re.compile("^Imprimer la fiche")).first
    answer = window.request.get(str(sheet.get_attribute("href")))
    assert answer.body().startswith(b"%PDF")


def test_the_menu_of_a_phone_opens_and_leads(phone: Page) -> None:
    phone.goto("/")
    menu = phone.get_by_role("navigation", name="Principale")
    expect(menu).to_be_hidden()
    phone.locator("header.site summary").click()
    menu.get_by_role("link", name="Guides").click()
    expect(phone).to_have_url(re.compile("/guides/$"))


def test_helper_notes_open_one_by_one_and_all_at_once(desktop: Page) -> None:
    desktop.goto("/guides/declarer-ses-revenus-en-ligne/")
    expect(desktop.locator("details.helper:not([open])").first).to_be_attached()
    desktop.get_by_role("button", name=re.compile("notes pour l’aidant")).click()
    expect(desktop.locator("details.helper[open]").first).to_be_attached()
    expect(desktop.locator("details.helper:not([open])")).to_have_count(0)


def test_a_helper_corrects_a_typing_mistake_and_may_insist(window: Page) -> None:
    window.goto("/guides/?q=declaraton")
    expect(window.get_by_role("main")).to_contain_text("déclaration")
    expect(window.locator(".card").first).to_be_visible()


def log_in(page: Page, username: str) -> None:
    page.goto("/administration/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(f"demo-{username}")
    page.get_by_role("button", name=re.compile("identifier", re.IGNORECASE)).click()
    page.wait_for_url("**/administration/")


def test_a_guide_is_written_then_approved_by_a_colleague_and_shows_up_at_once(administration: Page) -> None:
    page = administration
    log_in(page, "redacteur")
    page.get_by_role("link", name="Écrire un guide").click()
    page.locator("[name=title]").fill("Prendre rendez-vous en mairie")
    page.locator("[name=summary]").fill("Choisir un jour et une heure.")
    page.locator("[name=procedure_type]").select_option(label="Carte d’identité et passeport")
    page.locator("[name=level]").select_option(label="Débutant")
    page.wait_for_load_state()  # Tabs open once the scripts of the page have run.
    page.get_by_role("tab", name="Étapes").click()
    page.locator("[name=steps-0-value-title]").fill("Ouvrir le site de la mairie")
    page.get_by_role("button", name="Plus d'actions").click()
    submit = page.get_by_role("button", name="Soumettre à la relecture")
    expect(submit).to_be_visible()
    expect(page.get_by_role("button", name="Publier")).to_have_count(0)
    submit.click()
    expect(page.get_by_text("Guide soumis à la relecture").first).to_be_visible()
    page.context.clear_cookies()
    log_in(page, "relecteur")
    page.get_by_role("link", name="Prendre rendez-vous en mairie").first.click()
    page.wait_for_url("**/administration/pages/*/edit/**")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name=re.compile("^Approuver et publier$", re.IGNORECASE)).click()
    page.wait_for_url("**/administration/pages/*/")
    expect(page.get_by_text("Guide publié : « Prendre rendez-vous en mairie »").first).to_be_visible()
    expect(page.get_by_text("Prendre rendez-vous en mairie").first).to_be_visible()
    page.goto("/guides/?q=rendez-vous+mairie")
    expect(page.get_by_role("link", name="Prendre rendez-vous en mairie", exact=True)).to_be_visible()
