"""Every public page and state is clean for axe, on a computer and on a phone, and never scrolls sideways."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import assert_accessible, assert_no_sideways_scroll

# One page of the demo site for every type of page.
PAGE_TYPES = {
    "home.HomePage": "/",
    "home.PlainPage": "/accessibilite/",
    "lessons.GuideIndexPage": "/guides/",
    "lessons.GuidePage": "/guides/declarer-ses-revenus-en-ligne/",
}
PAGES = {
    **PAGE_TYPES,
    "print page": "/guides/declarer-ses-revenus-en-ligne/imprimer/?papier=fiche&papier=affiche",
    "results": "/guides/?q=declarer+impot&niveau=debutant",
    "corrected": "/guides/?q=declaraton",
    "no result": "/guides/?q=zzzzzz",
    "offline": "/hors-ligne/",
    "not found": "/nulle-part/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_a_page_is_accessible(request: pytest.FixtureRequest, window: str, address: str) -> None:
    page: Page = request.getfixturevalue(window)
    page.goto(address)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_fits_a_window_of_320_pixels(chromium: Browser, site: str, address: str) -> None:
    page = chromium.new_page(base_url=site, viewport={"width": 320, "height": 640})
    page.goto(address)
    assert_no_sideways_scroll(page)
    page.close()
