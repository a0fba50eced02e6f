"""Writing a guide in a browser: steps show their title, errors are linked to, procedure types can be
searched.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.support.browser import open_context

NEW_GUIDE = "/administration/pages/add/lessons/guidepage/"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def form(chromium: Browser, site: str, administrator: StorageState, request: Any) -> Iterator[Page]:
    """The form of a new guide, rendered by its scripts."""
    with open_context(chromium, base_url=site, storage_state=administrator, **request.param) as context:
        page = context.new_page()
        page.goto("/administration/")
        page.get_by_role("link", name="Écrire un guide").click()
        page.wait_for_url(f"**{NEW_GUIDE}*/")
        page.wait_for_load_state()
        expect(page.get_by_label("Chercher un type de démarche")).to_be_visible()
        yield page


def test_the_sign_of_the_button_to_write_is_seen_on_it(form: Page) -> None:
    form.goto("/administration/")
    button = form.get_by_role("link", name="Écrire un guide")
    colours = [
        part.evaluate("node => getComputedStyle(node).color") for part in (button, button.locator("svg"))
    ]
    assert colours[0] == colours[1]


def steps(page: Page) -> Locator:
    page.get_by_role("tab", name="Étapes").click()
    return tab_of_steps(page).locator("[data-streamfield-child]")


def tab_of_steps(page: Page) -> Locator:
    return page.locator("section[id$=etapes]")


def collapse(step: Locator) -> None:
    step.locator("> section > .w-panel__header [data-panel-toggle]").click()
    expect(step.locator("[name$=-value-title]")).to_be_hidden()


def test_what_a_step_is_can_be_seen_and_changed_while_it_is_collapsed(form: Page) -> None:
    first = steps(form).first
    collapse(first)
    kind, minutes, essential = (
        first.locator(f"[name$=-value-{name}]") for name in ("kind", "minutes", "essential")
    )
    for field in (kind, minutes, essential):
        expect(field).to_be_visible()
    expect(kind.locator("option:checked")).to_have_text("Explication")
    expect(essential).not_to_be_checked()
    expect(first.locator("[data-panel-heading-text]").first).to_have_text("Préparer ses papiers")
    kind.select_option(label="Pratique")
    minutes.fill("8")
    essential.check()
    sent = form.evaluate("() => Object.fromEntries(new FormData(document.querySelector('[data-edit-form]')))")
    assert [sent[f"steps-0-value-{name}"] for name in ("kind", "minutes", "essential")] == [
        "practice",
        "8",
        "on",
    ]


def test_a_step_that_is_added_shows_the_same(form: Page) -> None:
    all_steps = steps(form)
    count = all_steps.count()
    tab_of_steps(form).locator(".c-sf-add-button").last.click()
    expect(all_steps).to_have_count(count + 1)
    expect(all_steps.last.locator(".step-facts [name$=-value-minutes]")).to_have_value("5")


def test_a_fault_in_a_collapsed_step_is_counted_on_its_tab_opened_and_focused(form: Page) -> None:
    form.locator("[name=title]").fill("Vendre sa voiture")
    form.locator("[name=summary]").fill("Déclarer la vente.")
    form.locator("[name=procedure_type]").select_option(label="Carte d’identité et passeport")
    form.locator("[name=level]").select_option(label="Débutant")
    third = steps(form).nth(2)
    third.locator("[name$=-value-title]").fill("")
    collapse(third)
    form.get_by_role("button", name="Plus d'actions").click()
    form.locator("button[name=action-submit]").click()
    expect(form.get_by_text("Rien n’est encore enregistré").first).to_be_visible()
    expect(form.get_by_role("tab", name="Étapes")).to_have_attribute("aria-selected", "true")
    expect(form.get_by_role("tab", name="Étapes").locator("[data-w-count-target=total]")).to_have_text("1")
    title = tab_of_steps(form).locator("[data-streamfield-child]").nth(2).locator("[name$=-value-title]")
    expect(title).to_be_visible()
    expect(title).to_be_focused()


def test_types_are_searched_by_what_people_say_and_chosen_by_enter(form: Page) -> None:
    types = form.locator("[name=procedure_type]")
    field = form.get_by_label("Chercher un type de démarche")
    field.fill("impot")
    expect(form.get_by_text("Types trouvés")).to_be_visible()
    expect(types.locator("optgroup")).to_have_count(1)
    expect(types.locator("option", has_text="Déclarer ses revenus")).to_be_attached()
    field.press("Enter")
    expect(types).not_to_have_value("")
    chosen = types.input_value()
    field.fill("zzzz")
    expect(form.get_by_text("Aucun type ne correspond")).to_be_visible()
    expect(types).to_have_value(chosen)
    field.fill("")
    expect(types.locator("optgroup")).not_to_have_count(1)
    expect(types).to_have_value(chosen)


def test_a_missing_official_site_is_added_in_a_window_over_the_guide(form: Page) -> None:
    form.locator("[name=title]").fill("Un titre à ne pas perdre")
    form.get_by_role("button", name="Choisir un site officiel").click()
    form.get_by_role("tab", name="Ajouter un site").click()
    window = form.locator(".modal")
    window.locator("[name=name]").fill("exemple.gouv.fr")
    window.locator("[name=url]").fill("https://exemple.gouv.fr/")
    window.get_by_role("button", name="Ajouter ce site").click()
    expect(window).to_be_hidden()
    expect(form.locator("[name=official_site]")).not_to_have_value("")
    expect(form.get_by_text("exemple.gouv.fr").first).to_be_visible()
    expect(form.locator("[name=title]")).to_have_value("Un titre à ne pas perdre")


def test_a_table_that_is_pasted_keeps_its_words_apart(form: Page) -> None:
    text = steps(form).first.locator(".Draftail-Editor [contenteditable=true]").first
    text.press("ControlOrMeta+a")
    text.evaluate(
        """(node, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", "A\\tB\\nC\\tD");
            node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        "<table><tr><td>A</td><td><b>B</b></td></tr><tr><td><p>C</p></td><td>D</td></tr></table>",
    )
    expect(text.locator("[data-block]")).to_have_text(["A B", "C", "D"])
