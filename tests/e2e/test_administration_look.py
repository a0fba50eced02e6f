"""The administration in the hand of the site: readable in each theme of Wagtail, whole on a phone, plain before it opens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.support.browser import assert_accessible, assert_no_sideways_scroll, open_context

THEMES = [  # The theme of the device, and what an account chose.
    ("light", "w-theme-system"),
    ("dark", "w-theme-system"),
    ("dark", "w-theme-light"),
    ("light", "w-theme-light w-contrast-more w-density-snug"),
    ("dark", "w-theme-system w-contrast-more"),
]
WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
FIRST_PAGE, LOGIN = "/administration/", "/administration/login/"
FONT = "Atkinson Hyperlegible Next"


@pytest.fixture(params=THEMES, ids=" ".join)
def theme(request: pytest.FixtureRequest) -> tuple[str, str]:
    found: tuple[str, str] = request.param
    return found


@pytest.fixture(params=WINDOWS)
def first_page(
    chromium: Browser,
    site: str,
    administrator: StorageState,
    request: pytest.FixtureRequest,
    theme: tuple[str, str],
) -> Iterator[Page]:
    window = {**WINDOWS[request.param], "color_scheme": theme[0]}
    with open_context(chromium, base_url=site, storage_state=administrator, **window) as context:
        yield _opened(context.new_page(), FIRST_PAGE, theme[1])


def _opened(page: Page, address: str, theme: str) -> Page:
    page.goto(address)
    page.evaluate("theme => { document.documentElement.className = theme }", theme)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def _style(page: Page, selector: str, name: str) -> str:
    node = page.locator(selector).first
    return str(node.evaluate("(node, name) => getComputedStyle(node).getPropertyValue(name)", name))


def test_the_first_page_can_be_read_in_each_theme(first_page: Page) -> None:
    assert_accessible(first_page, "main")
    assert_no_sideways_scroll(first_page)
    assert FONT in _style(first_page, "body", "font-family")
    assert _style(first_page, ".tasks-write .button", "border-top-left-radius") == "12px"
    assert _style(first_page, ".w-panel--dashboard", "border-top-left-radius") == "18px"


@pytest.mark.parametrize("window", WINDOWS)
def test_the_login_page_is_plain_and_can_be_read_in_each_theme(
    chromium: Browser, site: str, window: str, theme: tuple[str, str]
) -> None:
    with open_context(chromium, base_url=site, **WINDOWS[window], color_scheme=theme[0]) as context:
        page = _opened(context.new_page(), LOGIN, theme[1])
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        assert _style(page, "body", "background-image") == "none"
        assert FONT in _style(page, "body", "font-family")


def test_the_ring_of_what_to_press_is_the_same_when_an_editor_marks_it(
    chromium: Browser, site: str, administrator: StorageState, draft: str
) -> None:
    with open_context(chromium, base_url=site, storage_state=administrator, **DESKTOP) as context:
        page = context.new_page()
        page.goto("/guides/declarer-ses-revenus-en-ligne/")
        ring, stroke = ".markers .ring.target", "stroke"
        public = _style(page, ring, stroke)
        page.goto(draft)
        page.get_by_role("tab", name="Étapes").click()
        page.locator(".box-surface").first.wait_for(state="attached")
        page.evaluate(
            "document.querySelector('.box-surface').insertAdjacentHTML('beforeend',"
            ' \'<svg class="markers"><rect class="ring target"/></svg>\')'
        )
        assert _style(page, f".box-surface {ring}", stroke) == public
