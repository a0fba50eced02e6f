"""What a phone fetches for a guide, byte by byte, within the budget of a slow and costly network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PHONE, TIMEOUT

TWELVE_STEPS = (
    "/guides/declarer-ses-revenus-en-ligne/",
    "/guides/prendre-un-rendez-vous-medical/",
    "/guides/s-inscrire-a-france-travail/",
)
SIGN = re.compile(r"/favicon\.[^/]*svg$")
READ = ("/", "/guides/", "/guides/?q=declarer+impot&niveau=debutant", *TWELVE_STEPS)


@dataclass
class Meter:
    """A phone with nothing in its cache, and what it fetched: for each kind of file, bytes with their headers.

    The sign in the tab is left out: a browser asks for it once, when it has nothing else to do, be it on the
    next page. It has a test of its own.
    """

    page: Page
    fetched: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kinds: dict[str, tuple[str, str]] = {}
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Network.enable")
        self._session.on("Network.responseReceived", self._begun)
        self._session.on("Network.loadingFinished", self._ended)

    def _begun(self, event: dict[str, Any]) -> None:
        self._kinds[event["requestId"]] = (event["type"], event["response"]["url"])

    def _ended(self, event: dict[str, Any]) -> None:
        kind, url = self._kinds[event["requestId"]]
        weight = event["encodedDataLength"]  # Nothing for what comes from the browser's own cache.
        if weight and not SIGN.search(url):
            self.fetched.setdefault(kind, {})[url] = weight

    def open(self, path: str) -> None:
        self.fetched.clear()
        self.page.goto(path, wait_until="networkidle")

    def see_all_pictures(self) -> None:
        for picture in self.page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            picture.evaluate("one => one.decode()")
        self.page.wait_for_load_state("networkidle")

    def bytes_of(self, *kinds: str) -> int:
        return sum(sum(self.fetched.get(kind, {}).values()) for kind in kinds)


@pytest.fixture
def meter(chromium: Browser, site: str) -> Iterator[Meter]:
    """Without the worker, which asks for files of its own once the page is there."""
    context = chromium.new_context(base_url=site, service_workers="block", device_scale_factor=2, **PHONE)
    context.set_default_timeout(TIMEOUT)
    yield Meter(context.new_page())
    context.close()


@pytest.mark.parametrize("path", READ)
def test_a_first_page_is_light(meter: Meter, path: str) -> None:
    meter.open(path)
    meter.fetched.pop("Image", None)
    requests = [url for urls in meter.fetched.values() for url in urls]
    assert len(requests) <= 4, requests
    assert meter.bytes_of("Document") <= 14_000
    assert meter.bytes_of("Stylesheet") <= 10_000
    assert meter.bytes_of("Script") <= 6_000
    assert meter.bytes_of("Font") <= 20_500
    assert meter.bytes_of("Document", "Stylesheet", "Script") <= 30_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
def test_a_guide_with_all_its_pictures_is_light(meter: Meter, path: str) -> None:
    meter.open(path)
    before = len(meter.fetched["Image"])
    meter.see_all_pictures()
    pictures = meter.fetched["Image"]
    assert before < len(pictures) == meter.page.locator("main img").count()
    assert max(pictures.values()) <= 30_000
    assert meter.bytes_of(*meter.fetched) <= 300_000


def test_a_second_guide_costs_little(meter: Meter) -> None:
    meter.open(TWELVE_STEPS[0])
    meter.open(TWELVE_STEPS[1])
    meter.fetched.pop("Image")
    assert set(meter.fetched) == {"Document"}
    assert meter.bytes_of("Document") <= 15_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
def test_a_guide_without_its_pictures_fits_in_twenty_kilobytes(meter: Meter, path: str) -> None:
    meter.open(path)
    meter.open(f"{path}?images=sans")
    assert set(meter.fetched) == {"Document"}
    assert meter.bytes_of("Document") <= 20_000


def test_the_sign_in_the_tab_is_light(meter: Meter) -> None:
    meter.open("/")
    sign = meter.page.locator("link[rel=icon]").get_attribute("href")
    assert sign
    assert SIGN.search(sign)
    assert len(meter.page.request.get(sign).body()) <= 1_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
@pytest.mark.parametrize(
    ("paper", "limit"),
    [("fiche-apprenant.pdf", 600_000), ("imprimer.pdf?encre=1", 250_000)],
    ids=["plain", "ink"],
)
def test_a_sheet_is_light(chromium: Browser, site: str, path: str, paper: str, limit: int) -> None:
    context = chromium.new_context(base_url=site)
    assert len(context.request.get(f"{path}{paper}").body()) <= limit
    context.close()
