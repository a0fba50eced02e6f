"""Reading a guide on a slow line, and with larger text: links land where they say, and nothing is cut."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.papers import SLUGS
from tests.e2e.test_accessibility import PAGES
from tests.e2e.test_accessibility_criteria import CLIPPED
from tests.e2e.test_planning import add, addresses_of_a_session
from tests.e2e.waiting import read, wait_until
from tests.support.browser import assert_no_sideways_scroll, open_context, wait_until_at_rest

GUIDE = f"/guides/{SLUGS[0]}/"
LONG = (
    "/guides/creer-son-compte-ameli/",
    "/guides/demander-une-aide-au-logement-caf/",
    "/guides/faire-une-demande-de-logement-social/",
)
FARTHEST = 40  # Pixels from the top of the window to the step to which a link leads.
HIGHEST_HEADER, LATEST_STEP = 64, 900  # Pixels, on a phone.
MOST_SHIFT = 0.01  # Cumulative layout shift; 0.1 is what is called good.
# The page moves at once, as for people whom movement disturbs: a landing does not end later than it is measured.
STILL = {"reduced_motion": "reduce"}
RECORD_SHIFTS = """window.shifts = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) shifts += one.value })
    .observe({ type: 'layout-shift', buffered: true })"""
TOP = "id => document.getElementById(id).getBoundingClientRect().top"
AT_THE_END = "() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2"
LARGE = """() => { const rules = new CSSStyleSheet(); rules.replaceSync('html { font-size: 200% !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    for (const one of document.querySelectorAll('details')) one.open = true }"""
UNSIZED = (
    "[...document.querySelectorAll('.screenshot-frame img')].filter(one => one.offsetHeight < 80).length"
)


class HeldPictures:
    """Keeps the pictures of a page on their way until they are let through."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        page.route(re.compile("/media/images/"), self._hold)

    def _hold(self, route: Route) -> None:
        self.waiting.append(route)

    def let_through(self, page: Page) -> None:
        """Let all through, also those that the page asks for meanwhile."""
        while self.waiting:
            while self.waiting:
                self.waiting.pop().continue_()
            wait_until_at_rest(page)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def first_visit(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with open_context(chromium, base_url=site, **request.param, **STILL) as context:
        yield context.new_page()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_of_the_outline_lands_on_its_step_before_pictures_and_after(
    first_visit: Page, slug: str
) -> None:
    page = first_visit
    page.add_init_script(RECORD_SHIFTS)
    pictures = HeldPictures(page)
    page.goto(f"/guides/{slug}/", wait_until="domcontentloaded")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(UNSIZED) == 0
    links = page.locator("[data-outline] a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    assert len(links) > 2
    for anchor in reversed(links):  # The last one first: all pictures above it are still to come.
        page.evaluate("anchor => { location.hash = anchor }", anchor)
        assert_landed(page, anchor)
        pictures.let_through(page)
        assert_landed(page, anchor)
    assert page.evaluate("shifts") < MOST_SHIFT


def assert_landed(page: Page, anchor: str) -> None:
    wait_until(lambda: -1 <= page.evaluate(TOP, anchor) <= FARTHEST or page.evaluate(AT_THE_END), anchor)


def test_a_step_is_found_by_its_number_too_and_a_number_that_is_too_high_does_no_harm(
    first_visit: Page,
) -> None:
    page = first_visit
    pictures = HeldPictures(page)
    page.goto(f"{GUIDE}#etape-5", wait_until="domcontentloaded")
    step = page.locator("li.step").nth(4)
    assert 0 <= step.bounding_box()["y"] <= FARTHEST  # type: ignore[index]
    pictures.let_through(page)
    assert 0 <= step.bounding_box()["y"] <= FARTHEST  # type: ignore[index]
    page.goto("about:blank")
    page.goto(f"{GUIDE}#etape-99", wait_until="domcontentloaded")
    assert page.evaluate("scrollY") == 0
    assert page.locator("li.step").count() > 4


def test_the_first_step_begins_early_on_a_phone_below_one_row_of_header(phone: Page) -> None:
    late = {}
    for slug in SLUGS:
        phone.goto(f"/guides/{slug}/")
        assert phone.evaluate("document.querySelector('header.site').offsetHeight") <= HIGHEST_HEADER
        top = phone.evaluate("document.querySelector('li.step').getBoundingClientRect().top")
        if top >= LATEST_STEP:
            late[slug] = top
    assert late == {}


def all_public_pages(page: Page) -> list[str]:
    """One address for each public page of the demo site, and for what is not a page of the tree."""
    tree = re.findall(r"<loc>https?://[^/]+([^<]*)", page.request.get("/sitemap.xml").text())
    page.goto(GUIDE)
    forms: Any = page.locator("a[href^='/signaler/']").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    others = [
        f"{GUIDE}imprimer/",
        f"{GUIDE}projection/1/",
        f"{GUIDE}projection/2/",
        "/seance/",
        forms[0],
        forms[-1],
    ]
    return [*dict.fromkeys([*tree, *PAGES.values(), *others])]


def test_text_twice_as_large_is_neither_cut_nor_wider_than_a_phone(phone: Page) -> None:
    addresses = all_public_pages(phone)
    assert len(addresses) > len(SLUGS) + len(PAGES)
    for address in addresses:
        read(phone, address)
        phone.evaluate(LARGE)
        assert_no_sideways_scroll(phone)
        assert phone.evaluate(CLIPPED) == [], address


def test_a_long_session_with_text_twice_as_large_is_not_wider_than_a_phone(
    chromium: Browser, site: str
) -> None:
    with open_context(chromium, base_url=site, **PHONE) as context:
        page = context.new_page()
        for guide in LONG:
            add(page, guide)
        page.goto("/seance/")
        for address in ("/seance/", *addresses_of_a_session(page)):
            page.goto(address)
            page.evaluate(LARGE)
            assert_no_sideways_scroll(page)
