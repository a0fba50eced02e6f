"""The home page in a browser: what is seen without scrolling, what is fetched, and grids without an orphan."""

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e.conftest import PHONE
from tests.e2e.waiting import read
from tests.support.browser import open_context, wait_until_at_rest

LIBRARY = {"viewport": {"width": 1366, "height": 768}}
NARROW = {"viewport": {"width": 820, "height": 1180}}
MOST_BYTES_OF_PICTURES = 40_000
# The distance in pixels between the right end of the last item and that of its list, for each number of items.
ROOM_LEFT = """([list, item, counts]) => {
  const place = document.querySelector(list), one = place.querySelector(item), last = place.lastElementChild;
  return counts.map(count => {
    place.replaceChildren(...Array.from({ length: count - 1 }, () => one.cloneNode(true)), last);
    return Math.round(place.getBoundingClientRect().right - place.clientLeft - last.getBoundingClientRect().right);
  });
}"""
ENTRANCES = """counts => {
  const place = document.createElement("div");
  place.className = "entrances";
  document.querySelector("main > .wrap").append(place);
  return counts.map(count => {
    place.innerHTML = "<article class='entrance'><svg></svg><h3>Titre</h3><p>Phrase</p></article>".repeat(count);
    const items = [...place.children].map(one => one.getBoundingClientRect());
    const filled = Math.round(place.getBoundingClientRect().right - items.at(-1).right) === 0;
    return filled && new Set(items.map(one => one.top)).size;
  });
}"""


def pictures_of(page: Page) -> list[Response]:
    """The pictures that the home page fetches."""
    fetched: list[Response] = []
    page.on("response", lambda one: fetched.append(one) if one.request.resource_type == "image" else None)
    read(page, "/")
    wait_until_at_rest(page)
    return [one for one in fetched if "/img/" in one.url]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_volunteer_sees_where_to_print_on_a_library_screen(
    chromium: Browser, site: str, theme: str
) -> None:
    with open_context(chromium, base_url=site, color_scheme=theme, **LIBRARY) as context:
        page = context.new_page()
        fetched = pictures_of(page)
        link = page.get_by_role("link", name="Imprimer une fiche")
        expect(link).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
        link.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Guides")
    assert len(fetched) == 2
    assert any("night" in one.url for one in fetched) == (theme == "dark")
    assert sum(int(one.headers["content-length"]) for one in fetched) <= MOST_BYTES_OF_PICTURES


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_fetches_no_picture_of_the_home_page(chromium: Browser, site: str, script: bool) -> None:
    with open_context(chromium, base_url=site, java_script_enabled=script, **PHONE) as context:
        page = context.new_page()
        assert pictures_of(page) == []
        expect(page.locator(".hero-picture")).to_be_hidden()


@pytest.mark.parametrize("window", [LIBRARY, NARROW, PHONE], ids=["computer", "tablet", "phone"])
def test_no_grid_of_the_home_page_leaves_an_orphan(
    chromium: Browser, site: str, window: dict[str, object]
) -> None:
    with open_context(chromium, base_url=site, **window) as context:
        page = context.new_page()
        read(page, "/")
        assert page.evaluate(ROOM_LEFT, [".themes", "li", list(range(2, 14))]) == [0] * 12
        rows = [1, 2, 3] if window is PHONE else [1, 1, 1]
        assert page.evaluate(ENTRANCES, [1, 2, 3]) == rows
