"""Masking a picture: by mouse, by touch, with the keyboard only, without JavaScript."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.pictures import screen, window
from tests.support.browser import assert_accessible, assert_no_sideways_scroll, wait_until_at_rest

FILL = (0x5B, 0x66, 0x70)


@pytest.fixture
def editor(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, **DESKTOP)


@pytest.fixture
def editor_on_a_phone(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, **PHONE)


@pytest.fixture
def editor_without_script(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, java_script_enabled=False, **DESKTOP)


def upload(page: Page, title: str) -> str:
    """Add a picture with the plain form; return the address of its masking page."""
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
    """Colours of the picture shown on its page, the most frequent first."""
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
    picture = page.locator("[data-surface].is-ready img")
    picture.scroll_into_view_if_needed()
    wait_until_at_rest(page)
    frame = picture.bounding_box() or {}
    left, top, width, height = (frame[key] for key in ("x", "y", "width", "height"))
    page.mouse.move(left + 0.36 * width, top + 0.40 * height)
    page.mouse.down()
    page.mouse.move(left + 0.5 * width, top + 0.5 * height)
    page.mouse.move(left + 0.64 * width, top + 0.60 * height)
    page.mouse.up()
    expect(page.locator("[name=mask-0-width]")).to_have_value(re.compile(r"2[789]|28\.\d"))
    assert_accessible(page)
    page.get_by_role("button", name="Appliquer").click()
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
    press_until(page, page.get_by_role("button", name="Appliquer"))
    page.keyboard.press("Enter")
    assert_masked(page)


def press_until(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus, as someone without a mouse does."""
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
    expect(page.locator("[data-rows] legend")).to_have_text(["Masque 1", "Masque 2"])
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
    page.get_by_role("button", name="Appliquer").tap()
    assert_masked(page)


def test_a_secret_is_masked_without_a_script(editor_without_script: Page) -> None:
    page = editor_without_script
    page.goto(upload(page, "Masque sans script"))
    expect(page.get_by_role("button", name="Ajouter un masque")).to_be_hidden()
    for name, value in (("x", "36"), ("y", "40"), ("width", "28"), ("height", "20")):
        page.locator(f"[name=mask-0-{name}]").fill(value)
    page.get_by_role("button", name="Appliquer").click()
    assert_masked(page)


def test_a_picture_is_cropped(editor: Page) -> None:
    page = editor
    page.goto(upload(page, "Image recadrée"))
    page.get_by_role("button", name="Recadrer").click()
    expect(page.locator(".box.is-crop")).to_be_focused()
    page.locator("[name=crop-width]").fill("50")
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text("L’image est recadrée")).to_be_visible()
    expect(page.get_by_text("400 × 360 points")).to_be_visible()
