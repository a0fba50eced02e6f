"""Every sheet of every demo guide, as the site serves it: accessible, and in the reading order of
the page.
"""

from pathlib import Path

import pytest

from lessons.sheets.sheet_types import SHEET_TYPES_BY_CODE
from tests.e2e.papers import SLUGS, Get, got, papers
from tests.support.pdf import assert_meets_pdf_ua, fullness_of, letter_sizes_of, overlapping_words, pages_of
from tests.support.reading import (
    assert_read_in_order,
    pages_of_steps,
    read_guide_page,
    read_pdf,
    read_steps,
    tagged,
)

__all__ = ["got", "papers"]

MEMO_PAGES = {14: 1, 18: 2, 24: 3}
MARGINS = {14: (16, 22), 18: (12, 26), 24: (12, 30.6)}  # Top and foot of a page, in millimetres.
# Steps that fit no page, even with a picture of less than half its size: guide, text size, number.
LONGER_THAN_A_PAGE = {
    ("declarer-ses-revenus-en-ligne", 24, 2),
    ("demander-une-aide-au-logement-caf", 24, 2),
    ("faire-son-actualisation-france-travail", 24, 1),
    ("prendre-un-rendez-vous-medical", 24, 4),
}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_paper_meets_pdf_ua(got: Get, papers: Path, slug: str) -> None:
    usual = list(papers.glob("*.pdf"))
    assert len(usual) == 2
    every = "&papier=".join(SHEET_TYPES_BY_CODE)
    address = f"/guides/{slug}/imprimer.pdf?papier={every}&taille=24&encre=1&images=compactes"
    for file in [*(path.read_bytes() for path in usual), got(address)]:
        assert_meets_pdf_ua(file)
        assert overlapping_words(file) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sheet_is_read_in_the_order_of_the_page(got: Get, papers: Path, slug: str) -> None:
    page = read_guide_page(got(f"/guides/{slug}/").decode())
    assert len(page) > 10
    sheet = (papers / "fiche-apprenant.pdf").read_bytes()
    assert_read_in_order(page, read_pdf(sheet))
    assert tagged(sheet) == sorted(tagged(sheet))
    assert not pages_of(sheet)[-1].startswith("Mes notes")  # Notes alone do not justify another page.


@pytest.mark.parametrize("size", MEMO_PAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_step_is_cut_and_pages_are_full(got: Get, papers: Path, slug: str, size: int) -> None:
    steps = read_steps(got(f"/guides/{slug}/").decode())
    usual = (papers / "fiche-apprenant.pdf").read_bytes()
    sheet = usual if size == 14 else got(f"/guides/{slug}/imprimer.pdf?taille={size}")
    pages = pages_of_steps(steps, sheet)
    cut = {(slug, size, number) for number, on in enumerate(pages, start=1) if len(on) > 1}
    assert cut == {step for step in LONGER_THAN_A_PAGE if step[:2] == (slug, size)}
    top, bottom = MARGINS[size]
    full = fullness_of(sheet, top=top, bottom=bottom)
    assert sum(full) / len(full) >= 0.6


@pytest.mark.parametrize(("size", "most"), MEMO_PAGES.items())
@pytest.mark.parametrize("slug", SLUGS)
def test_a_memo_is_short_and_as_large_as_it_says(got: Get, slug: str, size: int, most: int) -> None:
    memo = got(f"/guides/{slug}/imprimer.pdf?papier=memo&taille={size}")
    assert len(pages_of(memo)) <= most
    sizes = letter_sizes_of(memo)
    assert sizes.most_common(1)[0][0] == size
    assert size == 14 or min(sizes) >= size
