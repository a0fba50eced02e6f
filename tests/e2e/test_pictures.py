"""Masking a picture and marking it in a step: by mouse, by touch, with the keyboard only, without a script."""

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, TIMEOUT
from tests.support.browser import assert_accessible, assert_no_sideways_scroll

RED = (220, 20, 30)
FILL = (0x5B, 0x66, 0x70)


def screen() -> bytes:
    """White, with a red secret from 40 % to 60 % across and 45 % to 55 % down."""
    picture = Image.new("RGB", (800, 400), "#ffffff")
    picture.paste(RED, (320, 180, 480, 220))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def window(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A window onto the administration in which nothing may go wrong unsaid."""
    context = chromium.new_context(base_url=site, locale="fr-FR", **options)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/administration/login/")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill("demo-administrateur")
    page.keyboard.press("Enter")
    page.wait_for_url("**/administration/")
    yield page
    assert faults == []
    context.close()


@pytest.fixture
def editor(chromium: Browser, site: str) -> Iterator[Page]:
    yield from window(chromium, site, **DESKTOP)


@pytest.fixture
def editor_on_a_phone(chromium: Browser, site: str) -> Iterator[Page]:
    yield from window(chromium, site, **PHONE)


@pytest.fixture
def editor_without_script(chromium: Browser, site: str) -> Iterator[Page]:
    yield from window(chromium, site, java_script_enabled=False, **DESKTOP)


def upload(page: Page, title: str) -> str:
    """Add a picture by the plain form; give the address of its masking page."""
    page.goto("/administration/images/add/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=file]").set_input_files(
        {"name": "M_DUPONT.png", "mimeType": "image/png", "buffer": screen()}
    )
    page.locator("#w-editor-form button[type=submit], form button[type=submit]").last.click()
    page.get_by_role("link", name=title).first.click()
    link = page.get_by_role("link", name="Masquer ou recadrer").first
    return str(link.get_attribute("href"))


def colours(page: Page) -> list[tuple[int, int, int]]:
    """Colours of the picture shown on its page, the commonest first."""
    source = str(page.locator("img.picture-shown").get_attribute("src"))
    with Image.open(io.BytesIO(page.request.get(source).body())) as picture:
        found = picture.convert("RGB").getcolors(maxcolors=1_000_000) or []
    return [colour for _count, colour in sorted(found, reverse=True)]


def assert_masked(page: Page) -> None:
    expect(page.get_by_text("L’ancienne image est effacée").first).to_be_visible()
    shown = colours(page)
    assert shown[1] == FILL
    assert not any(red > 150 and green < 100 and blue < 100 for red, green, blue in shown)


def test_a_secret_is_masked_with_the_mouse_and_its_old_address_is_gone(editor: Page) -> None:
    page = editor
    address = upload(page, "Masque à la souris")
    old = str(page.locator("img.picture-shown").get_attribute("src"))
    page.goto(address)
    picture = page.locator("[data-surface] img")
    frame = picture.bounding_box() or {}
    left, top, width, height = (frame[key] for key in ("x", "y", "width", "height"))
    page.mouse.move(left + 0.36 * width, top + 0.40 * height)
    page.mouse.down()
    page.mouse.move(left + 0.5 * width, top + 0.5 * height)
    page.mouse.move(left + 0.64 * width, top + 0.60 * height)
    page.mouse.up()
    expect(page.locator("[name=mask-0-width]")).to_have_value(re.compile(r"2[789]|28\.\d"))
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer pour toujours").click()
    assert_masked(page)
    assert page.request.get(old).status == 404


def test_a_secret_is_masked_with_the_keyboard_only(editor: Page) -> None:
    page = editor
    page.goto(upload(page, "Masque au clavier"))
    press_until(page, page.get_by_role("button", name="Ajouter un masque"))
    page.keyboard.press("Enter")
    box = page.locator(".box.is-mask")
    expect(box).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text(
        "Masque 1 ajouté : gauche 35 %, haut 40 %, largeur 30 %, hauteur 12 %"
    )
    page.keyboard.press("ArrowLeft")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+ArrowUp")
    expect(page.locator("[data-status]")).to_have_text(
        "Masque 1 : gauche 34 %, haut 39,9 %, largeur 30 %, hauteur 16 %"
    )
    expect(page.locator("[name=mask-0-y]")).to_have_value("39.9")
    press_until(page, page.get_by_role("button", name="Enregistrer pour toujours"))
    page.keyboard.press("Enter")
    assert_masked(page)


def press_until(page: Page, target: Locator) -> None:
    """Tab to `target`, as someone without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError("Tab never reaches it")


def test_a_mask_is_removed_with_the_keyboard_and_the_others_are_numbered_again(editor: Page) -> None:
    page = editor
    page.goto(upload(page, "Masques retirés"))
    add = page.get_by_role("button", name="Ajouter un masque")
    for _ in range(3):
        add.click()
    page.locator(".box.is-mask").first.focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-status]")).to_have_text("Masque 1 retiré")
    expect(page.locator(".box.is-mask")).to_have_count(2)
    expect(page.locator(".box.is-mask").first).to_be_focused()
    assert page.locator("[data-rows] legend").all_inner_texts() == ["Masque 1", "Masque 2"]
    expect(page.locator("[name=mask-TOTAL_FORMS]")).to_have_value("2")
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    expect(add).to_be_focused()


def test_a_secret_is_masked_with_a_finger(editor_on_a_phone: Page) -> None:
    page = editor_on_a_phone
    page.goto(upload(page, "Masque au doigt"))
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Ajouter un masque").tap()
    box = page.locator(".box.is-mask")
    frame = box.bounding_box() or {}
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    finger = {"pointerType": "touch", "pointerId": 7, "bubbles": True, "isPrimary": True, "button": 0}
    box.evaluate("node => node.closest('[data-surface]').setPointerCapture = () => {}")
    box.dispatch_event("pointerdown", {**finger, "clientX": x, "clientY": y})
    surface = page.locator("[data-surface]")
    surface.dispatch_event("pointermove", {**finger, "clientX": x, "clientY": y + 6})
    surface.dispatch_event("pointerup", {**finger, "clientX": x, "clientY": y + 6})
    assert float(page.locator("[name=mask-0-y]").input_value()) > 40
    page.locator("[name=mask-0-y]").fill("40")
    page.locator("[name=mask-0-height]").fill("20")
    page.get_by_role("button", name="Enregistrer pour toujours").tap()
    assert_masked(page)


def test_a_secret_is_masked_without_a_script(editor_without_script: Page) -> None:
    page = editor_without_script
    page.goto("/administration/images/1/")
    page.goto(str(page.get_by_role("link", name="Masquer ou recadrer").first.get_attribute("href")))
    expect(page.get_by_role("button", name="Ajouter un masque")).to_be_hidden()
    for name, value in (("x", "90"), ("y", "90"), ("width", "10"), ("height", "10")):
        page.locator(f"[name=mask-0-{name}]").fill(value)
    page.get_by_role("button", name="Enregistrer pour toujours").click()
    expect(page.get_by_text("L’ancienne image est effacée").first).to_be_visible()


def test_a_picture_is_cropped(editor: Page) -> None:
    page = editor
    page.goto(upload(page, "Image recadrée"))
    page.get_by_role("button", name="Recadrer").click()
    expect(page.locator(".box.is-crop")).to_be_focused()
    page.locator("[name=crop-width]").fill("50")
    page.get_by_role("button", name="Enregistrer pour toujours").click()
    expect(page.get_by_text("L’image est recadrée")).to_be_visible()
    expect(page.get_by_text("400 × 360 points")).to_be_visible()


# Markers in a step


def open_steps(page: Page, title: str = "Déclarer ses revenus en ligne") -> Locator:
    """The editor of a guide, at its steps; gives the drawing of its first screenshot. Drafts are saved as one types."""
    page.goto(f"/administration/pages/search/?q={title.replace(' ', '+')}")
    link = page.locator("a[href*='/edit/']", has_text=title).first
    page.goto(str(link.get_attribute("href")))
    page.get_by_role("tab", name="Étapes").click()
    drawing = page.locator(".screenshot-editor").first
    expect(page.locator(".screenshot-editor svg.markers").first).to_be_attached()
    return drawing


def drawn(svg: Locator) -> list[dict[str, str]]:
    """The places of everything in a drawing."""
    script = """nodes => nodes.map(node => Object.fromEntries(
        ['x', 'y', 'width', 'height', 'rx', 'cx', 'cy', 'r', 'transform']
        .map(key => [key, node.getAttribute(key)]).concat(
            [['name', node.tagName], ['class', node.getAttribute('class') || ''], ['text', node.textContent.trim()]])))"""
    found: list[dict[str, str]] = svg.locator("rect, g, circle, text").evaluate_all(script)
    return found


def test_the_drawing_in_the_editor_is_the_one_on_the_page(editor: Page) -> None:
    page = editor
    page.goto("/guides/consulter-ses-points-de-permis/")
    title = page.get_by_role("heading", level=1).inner_text()
    on_the_page = [drawn(svg) for svg in page.locator("figure.screenshot svg.markers").all()]
    assert len(on_the_page) >= 6
    open_steps(page, title)
    with_markers = page.locator(".screenshot-editor svg.markers:has(rect)")
    expect(with_markers).to_have_count(len(on_the_page))
    assert [drawn(svg) for svg in with_markers.all()] == on_the_page


def test_a_marker_is_added_moved_named_and_kept_with_the_keyboard_only(editor: Page) -> None:
    page = editor
    drawing = open_steps(page)
    before = drawing.locator(".box").count()
    drawing.get_by_role("button", name="Ajouter un repère").focus()
    page.keyboard.press("Enter")
    box = drawing.locator(".box").last
    expect(box).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(drawing.get_by_role("status")).to_contain_text("gauche 36 %, haut 40 %, largeur 31 %")
    page.keyboard.press("Enter")
    page.keyboard.type("La date limite")
    prefix = f"steps-0-value-screenshot-markers-{before}-value"
    expect(page.locator(f"[name={prefix}-label]")).to_have_value("La date limite")
    expect(page.locator(f"[name={prefix}-x]")).to_have_value("36")
    expect(page.locator(f"[name={prefix}-width]")).to_have_value("31")
    expect(box).to_have_attribute("aria-label", re.compile(rf"Repère {before + 1} \(La date limite\)"))
    assert drawing.locator("svg.markers circle").count() == before + 1
    box.focus()
    page.keyboard.press("Delete")
    expect(drawing.locator(".box")).to_have_count(before)
    expect(page.locator(f"[name=steps-0-value-screenshot-markers-{before}-deleted]")).to_have_value("1")


def test_only_one_marker_says_where_to_press_and_numbers_move_the_drawing(editor: Page) -> None:
    page = editor
    drawing = open_steps(page)
    prefix = "steps-0-value-screenshot-markers"
    for number in (0, 1):
        page.locator(f"[name={prefix}-{number}-value-target]").check()
    expect(page.locator(f"[name={prefix}-0-value-target]")).not_to_be_checked()
    expect(drawing.locator("circle.target")).to_have_count(1)
    page.locator(f"[name={prefix}-0-value-x]").fill("20")
    expect(drawing.locator("rect").first).to_have_attribute("x", "20.00%")


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
def test_a_picture_pasted_or_dropped_into_a_step_is_chosen(event: str, editor: Page) -> None:
    page = editor
    drawing = open_steps(page)
    field = page.locator("[name=steps-0-value-screenshot-image]")
    before = field.input_value()
    paste(drawing.locator(".paste-zone"), screen(), event=event)
    expect(drawing.get_by_role("status")).to_contain_text("Image ajoutée")
    expect(field).not_to_have_value(before)
    chosen = field.input_value()
    expect(drawing.locator("img")).to_have_attribute("src", f"/administration/captures/{chosen}/voir/")
    expect(drawing.get_by_role("link", name="Masquer ou recadrer")).to_have_attribute(
        "href", f"/administration/captures/{chosen}/masquer/"
    )


def test_a_refused_picture_is_said_and_the_step_keeps_everything(editor: Page) -> None:
    page = editor
    drawing = open_steps(page)
    title = page.locator("[name=steps-0-value-title]")
    title.fill("Un titre que je viens d’écrire")
    before = page.locator("[name=steps-0-value-screenshot-image]").input_value()
    paste(drawing.locator(".paste-zone"), b"<svg xmlns='http://www.w3.org/2000/svg'/>", kind="image/svg+xml")
    expect(drawing.get_by_role("alert")).to_contain_text("n’est pas une image que le site sait lire")
    expect(title).to_have_value("Un titre que je viens d’écrire")
    expect(page.locator("[name=steps-0-value-screenshot-image]")).to_have_value(before)


def test_an_editor_is_asked_to_look_at_a_new_picture_and_says_it_was_done(editor: Page) -> None:
    page = editor
    drawing = open_steps(page)
    picture = Image.effect_noise((300, 200), 60)  # Nothing to read on it, and nobody has sent it before.
    file = io.BytesIO()
    picture.save(file, "PNG")
    paste(drawing.locator(".paste-zone"), file.getvalue())
    expect(drawing.get_by_text("Image ajoutée")).to_be_visible()
    chosen = page.locator("[name=steps-0-value-screenshot-image]").input_value()
    box = drawing.get_by_label("Je n’ai vu aucune donnée personnelle sur l’image")
    if box.is_visible():  # Where no machine has read it, a person is asked.
        box.check()
        expect(drawing.get_by_text("Regardez cette image")).to_be_hidden()
    said = page.request.get(f"/administration/captures/a-verifier/?id={chosen}").json()
    assert said[chosen]["concern"] == ""
