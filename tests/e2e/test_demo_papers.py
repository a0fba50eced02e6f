"""Every sheet of every demo guide, as the site serves it: accessible, and in the reading order of
the page.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Playwright

from cms.demo import GUIDES
from lessons.sheets.sheet_types import SHEET_TYPES_BY_CODE
from tests.support.browser import TIMEOUT
from tests.support.pdf import assert_meets_pdf_ua, pages_of
from tests.support.reading import assert_read_in_order, read_guide_page, read_pdf, tagged

Get = Callable[[str], bytes]
SLUGS = sorted(path.name for path in GUIDES.iterdir())


@pytest.fixture
def got(program: Playwright, site: str) -> Iterator[Get]:
    """The response of the site at an address, as bytes."""
    client = program.request.new_context(base_url=site, timeout=TIMEOUT)

    def get(address: str) -> bytes:
        answer = client.get(address)
        assert answer.ok
        return answer.body()

    yield get
    client.dispose()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_paper_meets_pdf_ua(got: Get, slug: str) -> None:
    address = f"/guides/{slug}/imprimer.pdf?papier="
    for code in SHEET_TYPES_BY_CODE:
        assert_meets_pdf_ua(got(address + code))
    every = "&papier=".join(SHEET_TYPES_BY_CODE)
    assert_meets_pdf_ua(got(f"{address}{every}&taille=24&encre=1&images=compactes"))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sheet_is_read_in_the_order_of_the_page(got: Get, slug: str) -> None:
    page = read_guide_page(got(f"/guides/{slug}/").decode())
    assert len(page) > 10
    sheet = got(f"/guides/{slug}/fiche-apprenant.pdf")
    assert_read_in_order(page, read_pdf(sheet))
    assert tagged(sheet) == sorted(tagged(sheet))
    assert not pages_of(sheet)[-1].startswith("Mes notes")  # Notes alone do not justify another page.
