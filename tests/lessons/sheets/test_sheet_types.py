"""Every sheet type, in every layout: its content, and that it can be read aloud."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options, OutlineLength, Pictures, TextSize
from lessons.sheets.sheet_types import SheetType
from tests.factories import GuidePageFactory, make_step
from tests.lessons.sheets.conftest import HELPER_CANARY, pdf_of
from tests.support.pdf import assert_meets_pdf_ua, pages_of, text_of

pytestmark = pytest.mark.django_db
LOOKS: dict[str, dict[str, Any]] = {
    "usual": {},
    "large": {"size": TextSize.LARGE, "pictures": Pictures.LARGE},
    "huge, ink saved": {"size": TextSize.HUGE, "saves_ink": True},
    "compact": {"pictures": Pictures.COMPACT},
    "no pictures": {"pictures": Pictures.NONE},
    "booklet pages": {"booklet": True},
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_all_papers_together_meet_pdf_ua(guide: GuidePage, look: dict[str, Any]) -> None:
    assert_meets_pdf_ua(pdf_of(guide, *SheetType, **look))


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (SheetType.MEMO, ["Mémo", "Mes papiers", "Les étapes", "Remplir le formulaire", "J’ai réussi si…"]),
        (SheetType.POSTER, ["À apporter à votre rendez-vous", "Le dernier avis d’impôt", "Lieu"]),
        (SheetType.POSITIONING, ["Fiche de positionnement", "Avant la séance", "jamais", "se connecter"]),
        (SheetType.EVALUATION, ["Fiche d’évaluation", "Après la séance", "seul, facilement", "se connecter"]),
        (SheetType.ATTENDANCE, ["Feuille de présence", "Nom et prénom", "14"]),
        (SheetType.GLOSSARY, ["Mots à connaître"]),
    ],
)
def test_a_paper_says_what_it_is_for(guide: GuidePage, paper: SheetType, words: list[str]) -> None:
    text = text_of(pdf_of(guide, paper))
    assert [word for word in words if word not in text] == []
    assert f"/g/{guide.pk}/" in text


@pytest.mark.parametrize("paper", [paper for paper in SheetType if paper is not SheetType.HELPER])
def test_only_the_outline_holds_helper_notes(guide: GuidePage, paper: SheetType) -> None:
    assert HELPER_CANARY not in text_of(pdf_of(guide, paper))


def test_a_memo_of_fourteen_steps_takes_one_page(catalogue: GuideIndexPage) -> None:
    steps = [make_step(f"Faire la chose numéro {number}") for number in range(14)]
    papers = [("item", f"Le papier {number}") for number in range(5)]
    guide = GuidePageFactory(parent=catalogue, steps=steps, papers=papers)
    assert len(pages_of(pdf_of(GuidePage.objects.get(pk=guide.pk), SheetType.MEMO))) == 1


def test_papers_over_many_pages_begin_with_what_is_where(guide: GuidePage) -> None:
    pages = pages_of(pdf_of(guide, *SheetType))
    assert "Sommaire" in pages[0]
    for paper in SheetType:
        assert str(paper.form.label) in pages[0]
    assert "Sommaire" not in text_of(pdf_of(guide, SheetType.MEMO, SheetType.POSTER))


def test_a_shorter_course_leaves_out_optional_steps_of_the_outline_only(catalogue: GuideIndexPage) -> None:
    steps = [
        make_step("Comprendre le service", minutes=20, kind="theory", essential=False),
        make_step("Remplir la demande", minutes=60),
        make_step("S’exercer encore", minutes=20, essential=False),
    ]
    guide = GuidePage.objects.get(pk=GuidePageFactory(parent=catalogue, steps=steps).pk)
    text = text_of(pdf_of(guide, SheetType.HELPER, course=OutlineLength.HOUR))
    assert "Étapes laissées de côté : 1. Comprendre le service, 3. S’exercer encore" in text
    assert "Durée : 1 h" in text
    middle = text_of(pdf_of(guide, SheetType.HELPER, course=OutlineLength.HOUR_AND_A_HALF))
    assert "Étapes laissées de côté : 1. Comprendre le service" in middle
    assert "S’exercer encore" in text_of(pdf_of(guide, SheetType.LEARNER, course=OutlineLength.HOUR))


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.HUGE])
def test_large_print_is_large_everywhere(guide: GuidePage, size: TextSize) -> None:
    sizes: set[float] = set()

    def note(text: str, _matrix: Any, place: list[float], _font: Any, font_size: float) -> None:
        if text.strip():
            sizes.add(round(abs(font_size * place[3]), 1))

    for page in PdfReader(BytesIO(pdf_of(guide, SheetType.LEARNER, SheetType.MEMO, size=size))).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= size


def test_ink_is_saved(guide: GuidePage) -> None:
    plain, saved = pdf_of(guide, SheetType.LEARNER), pdf_of(guide, SheetType.LEARNER, saves_ink=True)
    assert text_of(plain) == text_of(saved)
    assert {image.image.mode for page in PdfReader(BytesIO(plain)).pages for image in page.images} == {"RGB"}
    assert {image.image.mode for page in PdfReader(BytesIO(saved)).pages for image in page.images} == {"L"}


def test_a_sheet_without_pictures_keeps_its_words(guide: GuidePage) -> None:
    pdf = pdf_of(guide, SheetType.LEARNER, pictures=Pictures.NONE)
    assert "Remplir le formulaire" in text_of(pdf)
    assert not any(page.images for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("count", [1, 30])
def test_one_step_and_thirty_steps_are_printed_whole(catalogue: GuideIndexPage, count: int) -> None:
    steps = [make_step(f"Faire la chose {number:02}") for number in range(1, count + 1)]
    guide = GuidePage.objects.get(pk=GuidePageFactory(parent=catalogue, steps=steps).pk)
    text = text_of(pdf_of(guide))
    assert [number for number in range(1, count + 1) if f"Faire la chose {number:02}" not in text] == []


def test_a_guide_without_papers_or_words_gives_neither_poster_nor_glossary(catalogue: GuideIndexPage) -> None:
    guide = GuidePage.objects.get(pk=GuidePageFactory(parent=catalogue).pk)
    document = guide_document(guide, Options(papers=(SheetType.POSTER, SheetType.GLOSSARY)))
    assert [part.paper for part in document.parts] == [SheetType.LEARNER]


def test_the_structure_is_named_on_every_page(guide: GuidePage, structure: None) -> None:
    for page in pages_of(pdf_of(guide, *SheetType)):
        assert "Mairie de Exempleville" in page or "Sommaire" in page
