"""The bytes that a phone fetches for a guide, within the budget of a slow and expensive network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PHONE
from tests.e2e.waiting import paper, wait_until
from tests.support.browser import open_context, wait_until_at_rest

TWELVE_STEPS = (
    "/guides/declarer-ses-revenus-en-ligne/",
    "/guides/prendre-un-rendez-vous-medical/",
    "/guides/s-inscrire-a-france-travail/",
)
SIGN = re.compile(r"/favicon\.[^/]*svg$")
READ = ("/", "/guides/", "/guides/?q=declarer+impot&niveau=debutant", *TWELVE_STEPS)


@dataclass
class File:
    """The requests of a page, with their bytes including headers once loaded: 0 from the
    browser's own cache.
    """

    page: str
    kind: str
    url: str
    bytes: int | None = None


@dataclass
class Meter:
    """A phone with an empty cache, and the files that it fetches for the open page.

    The favicon is left out: a browser requests it once, when it is idle, perhaps only on the next page. It has
    a test of its own.
    """

    page: Page
    _files: dict[str, File] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Network.enable")
        self._session.on("Network.requestWillBeSent", self._asked)
        self._session.on("Network.loadingFinished", self._ended)
        self._session.on("Network.loadingFailed", self._failed)

    def _asked(self, event: dict[str, Any]) -> None:
        file = File(event["loaderId"], event["type"], event["request"]["url"])
        if not SIGN.search(file.url):
            self._files[event["requestId"]] = file

    def _ended(self, event: dict[str, Any]) -> None:
        if file := self._files.get(event["requestId"]):
            file.bytes = event["encodedDataLength"]

    def _failed(self, event: dict[str, Any]) -> None:
        self._files.pop(event["requestId"], None)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.wait()

    def wait(self) -> None:
        """Wait until everything that the page has requested is loaded."""
        wait_until_at_rest(self.page)
        wait_until(self._is_all_there, "all that the page has asked for is there")

    def _is_all_there(self) -> bool:
        return all(file.bytes is not None for file in self._of_the_page())

    def _of_the_page(self) -> list[File]:
        frame = self._session.send("Page.getFrameTree")["frameTree"]["frame"]
        return [file for file in self._files.values() if file.page == frame["loaderId"]]

    def see_all_pictures(self) -> None:
        for picture in self.page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            wait_until(partial(picture.evaluate, "one => one.complete"), "the picture is there")
        self.wait()

    def fetched(self, *kinds: str) -> dict[str, int]:
        """Addresses of the files of these kinds, or of all, that were transferred over the network, with
        their bytes.
        """
        return {
            file.url: file.bytes
            for file in self._of_the_page()
            if file.bytes and (not kinds or file.kind in kinds)
        }

    def bytes_of(self, *kinds: str) -> int:
        return sum(self.fetched(*kinds).values())


@pytest.fixture
def meter(chromium: Browser, site: str) -> Iterator[Meter]:
    """Without the service worker, which requests files of its own once the page is loaded."""
    options = {"service_workers": "block", "device_scale_factor": 2, **PHONE}
    with open_context(chromium, base_url=site, **options) as context:
        yield Meter(context.new_page())


@pytest.mark.parametrize("path", READ)
def test_a_first_page_is_light(meter: Meter, path: str) -> None:
    meter.open(path)
    requests = meter.fetched().keys() - meter.fetched("Image").keys()
    assert len(requests) <= 4, requests
    assert meter.bytes_of("Document") <= 14_000
    assert meter.bytes_of("Stylesheet") <= 10_000
    assert meter.bytes_of("Script") <= 6_000
    assert meter.bytes_of("Font") <= 20_500
    assert meter.bytes_of("Document", "Stylesheet", "Script") <= 30_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
def test_a_guide_with_all_its_pictures_is_light(meter: Meter, path: str) -> None:
    meter.open(path)
    before = len(meter.fetched("Image"))
    meter.see_all_pictures()
    pictures = meter.fetched("Image")
    assert before < len(pictures) == meter.page.locator("main img").count()
    assert max(pictures.values()) <= 30_000
    assert meter.bytes_of() <= 300_000


def test_a_second_guide_costs_little(meter: Meter) -> None:
    meter.open(TWELVE_STEPS[0])
    meter.open(TWELVE_STEPS[1])
    assert meter.fetched().keys() - meter.fetched("Image").keys() == meter.fetched("Document").keys()
    assert 0 < meter.bytes_of("Document") <= 15_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
def test_a_guide_without_its_pictures_fits_in_twenty_kilobytes(meter: Meter, path: str) -> None:
    meter.open(path)
    meter.open(f"{path}?images=sans")
    assert meter.fetched() == meter.fetched("Document")
    assert 0 < meter.bytes_of("Document") <= 20_000


@pytest.mark.parametrize("end", ["", "3/", "fin/"])
def test_a_screen_of_a_guide_adds_little(meter: Meter, end: str) -> None:
    meter.open(f"{TWELVE_STEPS[0]}suivre/{end}")
    parts = (("Document", 4_500), ("Stylesheet", 13_000), ("Script", 9_000))
    assert len(meter.fetched().keys() - meter.fetched("Image").keys()) <= 6
    for kind, most in parts:
        assert 0 < meter.bytes_of(kind) <= most, kind
    own = {address: size for address, size in meter.fetched().items() if "step-by-step" in address}
    assert len(own) == 2
    assert max(own.values()) <= 3_000


def test_the_sign_in_the_tab_is_light(meter: Meter) -> None:
    meter.open("/")
    sign = meter.page.locator("link[rel=icon]").get_attribute("href")
    assert sign
    assert SIGN.search(sign)
    assert len(meter.page.request.get(sign).body()) <= 1_000


@pytest.mark.parametrize("path", TWELVE_STEPS)
@pytest.mark.parametrize(
    ("query", "limit"),
    [("fiche-apprenant.pdf", 600_000), ("imprimer.pdf?encre=1", 250_000)],
    ids=["plain", "ink"],
)
def test_a_sheet_is_light(chromium: Browser, site: str, path: str, query: str, limit: int) -> None:
    with open_context(chromium, base_url=site) as context:
        assert len(paper(context.request, f"{path}{query}")) <= limit
