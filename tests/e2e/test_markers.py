"""Marking a screenshot in its step, and pasting one: with the mouse, and with the keyboard only."""

import base64
import io
import os
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.drafts import GUIDE, STEPS
from tests.e2e.pictures import screen, window


@pytest.fixture
def editor(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, **DESKTOP)


def open_steps(page: Page, draft: str) -> Locator:
    """The edit page of a guide, at its steps; returns the drawing surface of its first screenshot."""
    page.goto(draft)
    page.get_by_role("tab", name="Étapes").click()
    drawing = page.locator(".screenshot-editor").first
    expect(page.locator(".screenshot-editor svg.markers").first).to_be_attached()
    return drawing


def drawn(svg: Locator) -> list[dict[str, str]]:
    """The positions of all elements of a drawing."""
    script = """nodes => nodes.map(node => Object.fromEntries(
        ['x', 'y', 'width', 'height', 'rx', 'cx', 'cy', 'r', 'transform']
        .map(key => [key, node.getAttribute(key)]).concat(
            [['name', node.tagName], ['class', node.getAttribute('class') || ''], ['text', node.textContent.trim()]])))"""
    found: list[dict[str, str]] = svg.locator("svg, rect, g, circle, text").evaluate_all(script)
    return found


def test_the_drawing_in_the_editor_is_the_one_on_the_page(editor: Page, draft: str) -> None:
    page = editor
    page.goto(f"/guides/{GUIDE}/")
    on_the_page = [drawn(svg) for svg in page.locator("figure.screenshot svg.markers").all()]
    open_steps(page, draft)
    with_markers = page.locator(".crop-preview svg.markers:has(rect)")
    expect(with_markers).to_have_count(STEPS)
    assert [drawn(svg) for svg in with_markers.all()] == on_the_page[:STEPS]


def test_the_part_that_is_shown_is_chosen_with_the_keyboard_only(editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    prefix = "steps-0-value-screenshot-crop"
    choice = page.locator(f"[name={prefix}-choice]")
    choice.select_option("Le cadre ci-dessous")
    left = page.locator(f"[name={prefix}-x]")
    proposed = float(left.input_value())
    frame = drawing.get_by_role("application", name="Cadre de ce qui est montré")
    frame.focus()
    page.keyboard.press("ArrowRight")
    expect(left).to_have_value(f"{proposed + 1:g}")
    page.keyboard.press("Shift+ArrowLeft")
    expect(drawing.locator(".screenshot-status")).to_contain_text("Cadre de ce qui est montré : gauche")
    left.fill("99")
    expect(frame).to_have_count(0)
    left.fill("0")
    expect(frame).to_have_count(1)
    expect(drawing.locator(".crop-veil")).to_be_visible()
    choice.select_option("Montrer l’image entière")
    expect(frame).to_have_count(0)
    expect(drawing.locator(".crop-veil")).to_be_hidden()


def test_a_marker_is_added_moved_named_and_kept_with_the_keyboard_only(editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    before = drawing.locator(".box").count()
    drawing.get_by_role("button", name="Ajouter un repère").focus()
    page.keyboard.press("Enter")
    box = drawing.locator(".box").last
    expect(box).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(drawing.locator(".screenshot-status")).to_contain_text("gauche 36 %, haut 40 %, largeur 31 %")
    page.keyboard.press("Enter")
    page.keyboard.type("La date limite")
    prefix = f"steps-0-value-screenshot-markers-{before}-value"
    expect(page.locator(f"[name={prefix}-label]")).to_have_value("La date limite")
    expect(page.locator(f"[name={prefix}-x]")).to_have_value("36")
    expect(page.locator(f"[name={prefix}-width]")).to_have_value("31")
    expect(box).to_have_attribute("aria-label", re.compile(rf"Repère {before + 1} \(La date limite\)"))
    expect(drawing.locator("svg.markers circle")).to_have_count(before + 1)
    box.focus()
    page.keyboard.press("Delete")
    expect(drawing.locator(".box")).to_have_count(before)
    expect(page.locator(f"[name=steps-0-value-screenshot-markers-{before}-deleted]")).to_have_value("1")


def test_only_one_marker_says_where_to_press_and_numbers_move_the_drawing(editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    prefix = "steps-0-value-screenshot-markers"
    for number in (0, 1):
        page.locator(f"[name={prefix}-{number}-value-target]").check()
    expect(page.locator(f"[name={prefix}-0-value-target]")).not_to_be_checked()
    expect(drawing.locator("circle.target")).to_have_count(1)
    page.locator(f"[name={prefix}-0-value-x]").fill("20")
    expect(drawing.locator(".markers svg").first).to_have_attribute("x", "20.00%")


def paste(target: Locator, content: bytes, kind: str = "image/png", event: str = "paste") -> None:
    target.evaluate(
        """(node, [name, data, kind]) => {
            const transfer = new DataTransfer();
            const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
            transfer.items.add(new File([bytes], kind === "image/png" ? "image.png" : "image.svg", {type: kind}));
            const options = {bubbles: true, cancelable: true};
            node.dispatchEvent(name === "paste"
                ? new ClipboardEvent("paste", {...options, clipboardData: transfer})
                : new DragEvent("drop", {...options, dataTransfer: transfer}));
        }""",
        [event, base64.b64encode(content).decode(), kind],
    )


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_a_picture_pasted_or_dropped_into_a_step_is_chosen(event: str, editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    field = page.locator("[name=steps-0-value-screenshot-image]")
    before = field.input_value()
    paste(drawing.locator(".paste-zone"), screen(), event=event)
    expect(drawing.locator(".screenshot-status")).to_contain_text("Image ajoutée")
    expect(field).not_to_have_value(before)
    chosen = field.input_value()
    expect(drawing.locator("img")).to_have_attribute("src", f"/administration/captures/{chosen}/voir/")


def test_a_refused_picture_is_said_and_the_step_keeps_everything(editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    title = page.locator("[name=steps-0-value-title]")
    title.fill("Un titre que je viens d’écrire")
    before = page.locator("[name=steps-0-value-screenshot-image]").input_value()
    paste(drawing.locator(".paste-zone"), b"<svg xmlns='http://www.w3.org/2000/svg'/>", kind="image/svg+xml")
    expect(drawing.get_by_role("alert")).to_contain_text("n’est pas une image que le site sait lire")
    expect(title).to_have_value("Un titre que je viens d’écrire")
    expect(page.locator("[name=steps-0-value-screenshot-image]")).to_have_value(before)


def test_an_editor_is_asked_to_look_at_a_new_picture_and_says_it_was_done(editor: Page, draft: str) -> None:
    page = editor
    drawing = open_steps(page, draft)
    colour = tuple(os.urandom(3))  # It contains no text, and nobody has uploaded it before.
    picture = Image.new("RGB", (300, 200), colour)
    file = io.BytesIO()
    picture.save(file, "PNG")
    paste(drawing.locator(".paste-zone"), file.getvalue())
    expect(drawing.get_by_text("Image ajoutée")).to_be_visible()
    chosen = page.locator("[name=steps-0-value-screenshot-image]").input_value()
    asked = f"/administration/captures/a-verifier/?id={chosen}"
    if page.request.get(asked).json()[chosen]["concern"]:  # OCR has not read it, so a person is asked.
        drawing.get_by_label("Rien de personnel, ou des données inventées").check()
        expect(drawing.get_by_text("Regardez cette image")).to_be_hidden()
    assert page.request.get(asked).json()[chosen]["concern"] == ""
