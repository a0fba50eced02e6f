"""A part of each screenshot is shown, and the whole is one tap away: without a script, and off line too."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.offline import GUIDE, keep, server, visit, visitor
from tests.e2e.proxy import Proxy

__all__ = ["server", "visitor"]

FRAMES = ".screenshot-frame img"
WHOLE = ".whole-picture a"


def natural_width(page: Page) -> int:
    """The width in pixels of the picture that the window shows by itself."""
    return int(page.locator("img").first.evaluate("picture => picture.naturalWidth"))


def test_the_whole_picture_is_a_plain_link(without_script: Page) -> None:
    without_script.goto(GUIDE)
    shown = without_script.locator(FRAMES).nth(2).get_attribute("width")
    link = without_script.locator(WHOLE).nth(2)
    expect(link).to_have_accessible_name(re.compile(r"^Voir l’image entière de l’étape \d+$"))
    link.click()
    assert natural_width(without_script) > int(shown or 0)


def test_the_whole_picture_of_a_kept_guide_opens_without_the_server(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    server.stop()
    visitor.reload()
    shown = visitor.locator(FRAMES).nth(2).get_attribute("width")
    visitor.locator(WHOLE).nth(2).click()
    assert natural_width(visitor) > int(shown or 0)
