"""Masking and cropping over a guide: by mouse, with the keyboard only, on a phone; no typed text is lost."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.pictures import window
from tests.support.browser import assert_accessible, assert_no_sideways_scroll

FILL = (0x5B, 0x66, 0x70)
TYPED = "Un titre que je viens d’écrire"
FIRST = "steps-0-value-screenshot"


@pytest.fixture
def editor(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, **DESKTOP)


@pytest.fixture
def editor_on_a_phone(chromium: Browser, site: str, administrator: StorageState) -> Iterator[Page]:
    yield from window(chromium, site, administrator, **PHONE)


def open_dialog(page: Page, draft: str) -> Locator:
    """The dialog over the first step of a guide, with a typed title that is not saved."""
    page.goto(draft)
    page.get_by_role("tab", name="Étapes").click()
    expect(page.locator(".screenshot-editor svg.markers").first).to_be_attached()
    page.locator("[name=steps-0-value-title]").fill(TYPED)
    return reopen(page)


def reopen(page: Page) -> Locator:
    page.get_by_role("button", name="Masquer ou recadrer").first.click()
    dialog = page.get_by_role("dialog", name="Masquer ou recadrer")
    expect(dialog.locator("[data-surface].is-ready img")).to_be_visible()
    return dialog


def picture_of(page: Page, step: int) -> Locator:
    return page.locator(".screenshot-editor .box-surface > img").nth(step)


def shows_fill(page: Page, step: int) -> bool:
    """Whether the picture shown in a step is the masked one."""
    source = str(picture_of(page, step).get_attribute("src"))
    with Image.open(io.BytesIO(page.request.get(source).body())) as picture:
        middle = picture.convert("RGB").getpixel((picture.width // 2, picture.height * 46 // 100))
    return isinstance(middle, tuple) and all(abs(a - b) < 6 for a, b in zip(middle, FILL, strict=True))


def assert_masked_in_place(page: Page) -> None:
    """Both steps show the masked picture at once, and so does the thumbnail; no typed text is lost."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    status = page.locator(".screenshot-status").first
    expect(status).to_contain_text("masquée pour toujours")
    for step in (0, 1):
        expect(picture_of(page, step)).to_have_js_property("complete", True)
        assert shows_fill(page, step)
        thumbnail = page.locator("[data-contentpath=image] img[data-chooser-image]").nth(step)
        assert page.request.get(str(thumbnail.get_attribute("src"))).status == 200
    expect(page.locator("[name=steps-0-value-title]")).to_have_value(TYPED)
    expect(page.get_by_role("button", name="Masquer ou recadrer").first).to_be_focused()


def draw(page: Page, surface: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a rectangle with the mouse, in fractions of the surface."""
    surface.scroll_into_view_if_needed()
    frame = surface.bounding_box() or {}

    def point(part: tuple[float, float]) -> tuple[float, float]:
        return frame["x"] + part[0] * frame["width"], frame["y"] + part[1] * frame["height"]

    page.mouse.move(*point(start))
    page.mouse.down()
    page.mouse.move(*point(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)))
    page.mouse.move(*point(end))
    page.mouse.up()


def test_a_picture_is_masked_with_the_mouse_and_the_guide_shows_it_at_once(
    editor: Page, draft_with_own_picture: str
) -> None:
    page = editor
    dialog = open_dialog(page, draft_with_own_picture)
    surface = dialog.locator("[data-surface]")
    expect(dialog.get_by_role("button", name="Défaire")).to_be_disabled()
    draw(page, surface, (0.30, 0.36), (0.70, 0.56))
    draw(page, surface, (0.05, 0.05), (0.15, 0.10))
    expect(dialog.locator(".box.is-mask")).to_have_count(2)
    dialog.get_by_role("button", name="Défaire").click()
    expect(dialog.locator(".box.is-mask")).to_have_count(1)
    expect(dialog.locator("[name=mask-TOTAL_FORMS]")).to_have_value("1")
    assert_accessible(page, "dialog")
    dialog.get_by_role("button", name="Appliquer").click()
    assert_masked_in_place(page)


def test_a_picture_is_masked_with_the_keyboard_only(editor: Page, draft_with_own_picture: str) -> None:
    page = editor
    dialog = open_dialog(page, draft_with_own_picture)
    expect(dialog.get_by_role("heading", name="Masquer ou recadrer")).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Ajouter un masque")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator(".box.is-mask")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(dialog.locator("[name=mask-0-y]")).to_have_value("43")
    page.keyboard.press("Control+z")
    expect(dialog.locator("[name=mask-0-y]")).to_have_value("42")
    expect(dialog.locator("[data-status]")).to_have_text("La dernière action est défaite")
    expect(dialog.locator(".box.is-mask")).to_be_focused()
    dialog.get_by_role("button", name="Appliquer").focus()
    page.keyboard.press("Enter")
    assert_masked_in_place(page)


def test_what_was_drawn_is_found_again_after_escape(editor: Page, draft_with_own_picture: str) -> None:
    page = editor
    dialog = open_dialog(page, draft_with_own_picture)
    dialog.get_by_role("button", name="Ajouter un masque").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Masquer ou recadrer").first).to_be_focused()
    expect(page.locator(".screenshot-status").first).to_contain_text("Vos rectangles vous attendent")
    dialog = reopen(page)
    expect(dialog.locator(".box.is-mask")).to_have_count(1)
    dialog.get_by_role("button", name="Défaire").click()
    dialog.get_by_role("button", name="Fermer").click()
    dialog = reopen(page)
    expect(dialog.locator(".box.is-mask")).to_have_count(0)
    dialog.get_by_role("button", name="Appliquer").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Dessinez au moins un rectangle")
    expect(page.locator("[name=steps-0-value-title]")).to_have_value(TYPED)


def test_a_crop_is_a_new_picture_whose_markers_have_moved(editor: Page, draft_with_own_picture: str) -> None:
    page = editor
    dialog = open_dialog(page, draft_with_own_picture)
    chosen = page.locator(f"[name={FIRST}-image]").input_value()
    dialog.get_by_role("button", name="Fermer").click()
    add = page.locator(".screenshot-editor").first.get_by_role("button", name="Ajouter un repère")
    first = page.locator(f"[name^={FIRST}-markers-][name$=-value-x]").count()
    for _ in range(2):
        add.click()
    inside, outside = (f"{FIRST}-markers-{first + number}-value" for number in (0, 1))
    for prefix, place, label in ((inside, (50, 25, 25, 10), "La date"), (outside, (2, 80, 10, 5), "Le bas")):
        for name, value in zip(("x", "y", "width", "height"), place, strict=True):
            page.locator(f"[name={prefix}-{name}]").fill(str(value))
        page.locator(f"[name={prefix}-label]").fill(label)
    dialog = reopen(page)
    expect(dialog.get_by_text("La recadrer en fait une nouvelle image")).to_be_visible()
    dialog.get_by_role("button", name="Recadrer").click()
    for name, value in (("x", 50), ("y", 0), ("width", 50), ("height", 50)):
        dialog.locator(f"[name=crop-{name}]").fill(str(value))
    expect(dialog.locator("[data-told]")).to_contain_text("(Le bas) est hors du cadre : il sera retiré")
    expect(dialog.locator("[data-told]")).not_to_contain_text("(La date)")
    dialog.get_by_role("button", name="Appliquer").click()
    status = page.locator(".screenshot-status").first
    expect(status).to_contain_text("L’image recadrée est une nouvelle image")
    expect(status).to_contain_text("(Le bas) était hors du cadre : il est retiré")
    expect(page.locator(f"[name={FIRST}-image]")).not_to_have_value(chosen)
    expect(page.locator("[name=steps-1-value-screenshot-image]")).to_have_value(chosen)
    for name, value in (("x", 0), ("y", 50), ("width", 50), ("height", 20)):
        field = page.locator(f"[name={inside}-{name}]")
        assert float(field.input_value()) == pytest.approx(value, abs=0.3)
    expect(page.locator(f"[name={outside.removesuffix('-value')}-deleted]")).to_have_value("1")


def test_a_site_that_does_not_answer_loses_nothing(editor: Page, draft_with_own_picture: str) -> None:
    page = editor
    dialog = open_dialog(page, draft_with_own_picture)
    dialog.get_by_role("button", name="Ajouter un masque").click()
    page.route("**/dialogue/", lambda route: route.fulfill(status=503, body="Occupé"))
    dialog.get_by_role("button", name="Appliquer").click()
    expect(dialog.get_by_text("Rien n’a été changé")).to_be_visible()
    expect(dialog.locator(".box.is-mask")).to_have_count(1)
    page.unroute("**/dialogue/")
    dialog.get_by_role("button", name="Appliquer").click()
    expect(page.locator(".screenshot-status").first).to_contain_text("masquée pour toujours")


def test_a_capture_of_a_long_page_is_wide_enough_to_be_read(
    editor: Page, draft_with_own_picture: str
) -> None:
    page = editor
    long = io.BytesIO()
    Image.new("RGB", (960, 8000), "#ffffff").save(long, "PNG")
    page.route("**/voir/**", lambda route: route.fulfill(content_type="image/png", body=long.getvalue()))
    dialog = open_dialog(page, draft_with_own_picture)
    picture = dialog.locator("[data-surface] img")
    expect(picture).to_have_js_property("naturalHeight", 8000)
    assert (picture.bounding_box() or {})["width"] >= 600
    dialog.get_by_role("button", name="Ajouter un masque").click()
    expect(dialog.locator(".box.is-mask")).to_be_in_viewport()
    assert_no_sideways_scroll(page)


def test_a_picture_is_masked_with_a_finger_on_a_phone(
    editor_on_a_phone: Page, draft_with_own_picture: str
) -> None:
    page = editor_on_a_phone
    dialog = open_dialog(page, draft_with_own_picture)
    assert_no_sideways_scroll(page)
    frame = dialog.bounding_box() or {}
    assert frame["width"] <= 390
    dialog.get_by_role("button", name="Ajouter un masque").tap()
    expect(dialog.locator(".box.is-mask")).to_be_in_viewport()
    apply = dialog.get_by_role("button", name="Appliquer")
    expect(apply).to_be_in_viewport()
    assert_accessible(page, "dialog")
    apply.tap()
    assert_masked_in_place(page)
