"""Every sheet of every demo guide, as the site serves it: accessible, and in the reading order of
the page.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from cms.demo import GUIDES
from lessons.sheets.sheet_types import SHEET_TYPES_BY_CODE
from tests.e2e.waiting import paper
from tests.support.browser import TIMEOUT
from tests.support.pdf import assert_meets_pdf_ua, pages_of
from tests.support.reading import assert_read_in_order, read_guide_page, read_pdf, tagged

Get = Callable[[str], bytes]
SLUGS = sorted(path.name for path in GUIDES.iterdir())


@pytest.fixture
def got(program: Playwright, site: str) -> Iterator[Get]:
    """The page or paper of the site at an address, as bytes."""
    client = program.request.new_context(base_url=site, timeout=TIMEOUT)
    yield partial(paper, client)
    client.dispose()


@pytest.fixture
def papers(copy: Path, slug: str) -> Path:
    """The folder of the usual papers of a guide, as the static copy holds them: they are made only once."""
    return copy / "guides" / slug


@pytest.mark.parametrize("slug", SLUGS)
def test_every_paper_meets_pdf_ua(got: Get, papers: Path, slug: str) -> None:
    usual = list(papers.glob("*.pdf"))
    assert len(usual) == 2
    every = "&papier=".join(SHEET_TYPES_BY_CODE)
    address = f"/guides/{slug}/imprimer.pdf?papier={every}&taille=24&encre=1&images=compactes"
    for file in [*(path.read_bytes() for path in usual), got(address)]:
        assert_meets_pdf_ua(file)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sheet_is_read_in_the_order_of_the_page(got: Get, papers: Path, slug: str) -> None:
    page = read_guide_page(got(f"/guides/{slug}/").decode())
    assert len(page) > 10
    sheet = (papers / "fiche-apprenant.pdf").read_bytes()
    assert_read_in_order(page, read_pdf(sheet))
    assert tagged(sheet) == sorted(tagged(sheet))
    assert not pages_of(sheet)[-1].startswith("Mes notes")  # Notes alone do not justify another page.
