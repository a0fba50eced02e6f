"""Large print: pictures as wide as the paper, steps whole on a page, memos at the size they say."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.options import TextSize
from lessons.sheets.sheet_types import SheetType
from tests.factories import GuidePageFactory, make_step
from tests.lessons.sheets.conftest import pdf_of, screenshot_step
from tests.support.pdf import assert_meets_pdf_ua, letter_sizes_of, overlapping_words, pages_of, text_of

pytestmark = pytest.mark.django_db
LARGE = [TextSize.LARGE, TextSize.HUGE]
LINE = 174 * 72 / 25.4  # Points: A4 without its margins.


def picture_widths(pdf: bytes) -> list[float]:
    """The width of every drawn picture, in points."""
    widths: list[float] = []

    def note(operator: Any, operands: Any, matrix: list[float], _text: Any) -> None:
        if operator == b"Do":
            widths.append(abs(matrix[0]))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_operand_before=note)
    return widths


def made(catalogue: GuideIndexPage, **values: Any) -> GuidePage:
    return GuidePage.objects.get(pk=GuidePageFactory(parent=catalogue, **values).pk)


@pytest.mark.parametrize("size", LARGE)
def test_a_picture_is_as_wide_as_the_paper_allows(catalogue: GuideIndexPage, size: TextSize) -> None:
    guide = made(catalogue, steps=[screenshot_step()])
    assert max(picture_widths(pdf_of(guide, size=size))) > 0.9 * LINE


@pytest.mark.parametrize("size", LARGE)
def test_a_picture_makes_room_for_the_text_of_its_step(catalogue: GuideIndexPage, size: TextSize) -> None:
    """So that the step stays on one page."""
    sentences = "".join(f"<p>Une phrase de la consigne numéro {number}.</p>" for number in range(1, 6))
    step = screenshot_step(instruction=sentences, tip="<p>La toute fin de cette étape.</p>")
    pages = pages_of(pdf_of(made(catalogue, steps=[make_step("Ouvrir"), step, step, step]), size=size))
    beginnings = [number for number, page in enumerate(pages) if "Remplir le formulaire" in page]
    ends = [number for number, page in enumerate(pages) if "La toute fin" in page]
    assert beginnings == ends


@pytest.mark.parametrize("size", TextSize)
def test_a_step_of_two_thousand_words_is_printed_whole(catalogue: GuideIndexPage, size: TextSize) -> None:
    words = " ".join(f"mot{number}" for number in range(1, 2001))
    guide = made(catalogue, steps=[screenshot_step(instruction=f"<p>{words}</p>"), make_step("Relire")])
    pdf = pdf_of(guide, size=size)
    text = text_of(pdf).split()
    assert [number for number in range(1, 2001) if f"mot{number}" not in text] == []
    assert "Relire" in text
    assert_meets_pdf_ua(pdf)


@pytest.mark.parametrize(("size", "most"), [(14, 1), (18, 2), (24, 3)])
def test_a_memo_keeps_its_letter_size_and_few_pages(catalogue: GuideIndexPage, size: int, most: int) -> None:
    guide = made(
        catalogue,
        title="Faire une pré-demande de carte d’identité ou de passeport",
        steps=[make_step(f"Écrire la chose numéro {number}") for number in range(14)],
        papers=[("item", f"Un justificatif de moins de trois mois, numéro {number}") for number in range(5)],
        checks=[("item", f"J’ai la preuve numéro {number} de ma demande.") for number in range(4)],
    )
    pdf = pdf_of(guide, SheetType.MEMO, size=TextSize(size))
    assert len(pages_of(pdf)) <= most
    assert letter_sizes_of(pdf).most_common(1)[0][0] == size


@pytest.mark.parametrize("size", TextSize)
def test_the_words_and_the_place_to_write_may_be_left_out(guide: GuidePage, size: TextSize) -> None:
    text = text_of(pdf_of(guide, size=size, words=False, notes=False))
    assert "Mots à connaître" not in text
    assert "Mes notes" not in text
    assert "J’ai réussi si…" in text


@pytest.mark.parametrize("booklet", [False, True], ids=["A4", "A5"])
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("paper", [SheetType.LEARNER, SheetType.MEMO, SheetType.HELPER])
def test_a_title_of_255_letters_is_printed_whole(
    catalogue: GuideIndexPage, paper: SheetType, size: TextSize, booklet: bool
) -> None:
    title = ("Demander une aide au logement " * 9)[:254] + "x"
    guide = made(catalogue, title=title)
    pdf = pdf_of(guide, paper, size=size, booklet=booklet)
    first = pages_of(pdf)[0]
    assert "Demander une aide" in first
    assert (title.split()[-1] in first) != (
        booklet and size is TextSize.HUGE
    )  # There it goes on over the next.
    assert text_of(pdf).split().count("Demander") >= 9
    assert overlapping_words(pdf) == []
