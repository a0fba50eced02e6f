"""Checks that axe cannot make: larger and wider text, keyboard, target sizes, no images, no scripts, forced
colours, reduced motion.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import DESKTOP
from tests.e2e.test_accessibility import PAGES
from tests.e2e.waiting import read, wait_until
from tests.support.browser import assert_accessible, assert_no_sideways_scroll, open_context

MOST_STOPS = 250  # More stops than any page has: a page that needs more traps the keyboard.
LEAST_TARGET = 44  # Pixels. WCAG 2.5.5 (AAA), for shaking hands and cracked screens.
# The spacing of WCAG 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }"""
APPLY = """(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }"""
# Boxes that clip their content and contain text that does not fit. Text hidden visually on purpose is 1 px
# wide.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 2 && box.height > 2 && one.innerText?.trim()
        && ['hidden', 'clip'].some(way => [style.overflowX, style.overflowY].includes(way))
        && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
}).map(one => one.outerHTML.slice(0, 120))"""
FOCUSED = """async () => { await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const x = box.left + Math.min(box.width, innerWidth - box.left) / 2, y = box.top + box.height / 2;
    const label = one.labels?.[0] ?? one;
    const top = document.elementFromPoint(x, y);
    window.stops ??= [];
    const before = window.stops.at(-1);
    const again = window.stops.includes(one);
    window.stops.push(one);
    return { name: one.outerHTML.slice(0, 120), again,
        inside: box.bottom > 0 && box.top < innerHeight,
        covered: !(top && (one.contains(top) || top.contains(one) || label.contains(top))),
        marked: [one, one.closest('article, li'), one.parentElement].some(shown => { if (!shown) return false;
            const look = getComputedStyle(shown), after = getComputedStyle(shown, '::after');
            return [look, after].some(it => it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 1) }),
        ordered: !before || again || !!(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) } }"""
# Links inside a sentence are as high as its lines: WCAG 2.5.8 exempts them.
SMALL = """(least) => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(one => {
        const inSentence = one.closest('p, li, dd, td') && getComputedStyle(one).display === 'inline';
        const box = (one.labels?.[0]?.contains(one) ? one.labels[0] : one).getBoundingClientRect();
        return box.width > 2 && box.height > 2 && !inSentence && (box.width < least || box.height < least)
    }).map(one => one.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    return [style.transitionDuration, style.animationDuration].some(all => all.split(',').some(t => parseFloat(t) > 0.05))
}).map(one => one.outerHTML.slice(0, 120))"""
PICTURE = re.compile(r"/media/|\.(?:png|webp)\b")
# A lazy picture is requested late, then fails; in a frame, its alternative text is then shown as text.
FAILED = """one => one.complete && one.naturalWidth === 0
    && (one.closest('.screenshot-frame')?.classList.contains('is-missing') ?? true)"""
TEXTS = "[...document.querySelectorAll('main h1, main h2, main h3, main p, main li')].map(one => one.textContent.trim())"

KINDS = (
    "home.HomePage",
    "lessons.GuideIndexPage",
    "lessons.GuidePage",
    "print page",
    "results",
    "step screen",
)
each_page = pytest.mark.parametrize("address", [PAGES[kind] for kind in KINDS], ids=KINDS)
with_window = partial(pytest.mark.parametrize, "odd_window", indirect=True)


@each_page
@pytest.mark.parametrize("change", ["spacing", "zoom"])
def test_larger_text_is_neither_cut_nor_wider_than_the_window(
    desktop: Page, address: str, change: str
) -> None:
    read(desktop, address)
    before = desktop.evaluate(CLIPPED)
    desktop.evaluate(APPLY, SPACING if change == "spacing" else "html { font-size: 200% !important }")
    assert_no_sideways_scroll(desktop)
    assert desktop.evaluate(CLIPPED) == before == []


@each_page
# Otherwise the page would still be scrolling when it is inspected.
@with_window([{"reduced_motion": "reduce"}], ids=["still"])
def test_the_keyboard_goes_everywhere_in_order_and_one_sees_where(odd_window: Page, address: str) -> None:
    read(odd_window, address)
    stops = list(keyboard_stops(odd_window))
    assert len(stops) > 3
    for stop in stops:
        assert stop["inside"], f"out of sight: {stop['name']}"
        assert not stop["covered"], f"hidden by something: {stop['name']}"
        assert stop["marked"], f"no sign of focus: {stop['name']}"
        assert stop["ordered"], f"out of order: {stop['name']}"


def keyboard_stops(page: Page) -> Iterator[dict[str, Any]]:
    """The focused element after each press of Tab, until the focus leaves the page or returns to
    the start.
    """
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["again"]:
            return
        yield stop
    raise AssertionError("The page holds the keyboard: Tab never leaves it")


@each_page
@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_nothing_to_press_is_too_small_to_hit(
    request: pytest.FixtureRequest, window: str, address: str
) -> None:
    page: Page = request.getfixturevalue(window)
    read(page, address)
    assert page.evaluate(SMALL, LEAST_TARGET) == []


@each_page
def test_without_scripts_the_page_says_the_same(desktop: Page, without_script: Page, address: str) -> None:
    read(desktop, address)
    without_script.goto(address)
    lost = set(desktop.evaluate(TEXTS)) - set(without_script.evaluate(TEXTS))
    assert not lost


@each_page
@with_window([{}], ids=["plain"])
def test_without_images_their_words_take_their_place(odd_window: Page, address: str) -> None:
    odd_window.context.route(PICTURE, lambda route: route.abort())
    read(odd_window, address)
    assert_no_sideways_scroll(odd_window)
    for image in odd_window.locator("main img").all():
        image.scroll_into_view_if_needed()
        wait_until(partial(image.evaluate, FAILED), "a picture that does not come")
        words = image.get_attribute("alt")
        assert words is not None
        box = image.bounding_box()
        assert not words or (box and box["height"] > 10)


@pytest.fixture
def odd_window(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with open_context(chromium, base_url=site, **DESKTOP, **request.param) as context:
        yield context.new_page()


@each_page
@with_window([{"forced_colors": "active"}], ids=["forced"])
def test_in_forced_colours_all_is_told_and_focus_is_seen(odd_window: Page, address: str) -> None:
    read(odd_window, address)
    assert_accessible(odd_window)
    odd_window.keyboard.press("Tab")
    assert odd_window.evaluate(FOCUSED)["marked"]


@each_page
@with_window([{"reduced_motion": "reduce"}], ids=["still"])
def test_nothing_moves_for_whom_movement_disturbs(odd_window: Page, address: str) -> None:
    read(odd_window, address)
    assert odd_window.evaluate(MOVING) == []
