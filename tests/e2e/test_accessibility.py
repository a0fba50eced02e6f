"""Axe finds nothing on any public page and state, on a computer and on a phone, and none scrolls sideways."""

from contextlib import nullcontext

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.waiting import read
from tests.support.browser import (
    assert_accessible,
    assert_buttons_are_whole,
    assert_no_sideways_scroll,
    open_context,
)

# One page of the demo site for every page type.
PAGE_TYPES = {
    "home.HomePage": "/",
    "home.PlainPage": "/accessibilite/",
    "lessons.GuideIndexPage": "/guides/",
    "lessons.GuidePage": "/guides/declarer-ses-revenus-en-ligne/",
}
FADING_IN = """<!doctype html><html lang=fr><title>Fondu</title><main><h1>Fondu</h1><p>Un message</p></main>
<style>@keyframes appear {{ from {{ opacity: .1 }} }} p {{ color: {colour}; animation: appear 1s }}</style>"""
PAGES = {
    **PAGE_TYPES,
    "print page": "/guides/declarer-ses-revenus-en-ligne/imprimer/?papier=fiche&papier=affiche",
    "first screen": "/guides/declarer-ses-revenus-en-ligne/suivre/",
    "step screen": "/guides/declarer-ses-revenus-en-ligne/suivre/3/",
    "last screen": "/guides/declarer-ses-revenus-en-ligne/suivre/fin/",
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
    read(page, address)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    assert_buttons_are_whole(page)
    assert page.locator(".button.main:visible").count() <= 1


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_fits_a_window_of_320_pixels(chromium: Browser, site: str, address: str) -> None:
    with open_context(chromium, base_url=site, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        read(page, address)
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize(("colour", "readable"), [("black", True), ("silver", False)])
def test_a_text_that_fades_in_is_judged_once_it_is_there(
    chromium: Browser, colour: str, readable: bool
) -> None:
    with open_context(chromium) as context:
        page = context.new_page()
        page.set_content(FADING_IN.format(colour=colour))
        with nullcontext() if readable else pytest.raises(AssertionError, match="color-contrast"):
            assert_accessible(page)
