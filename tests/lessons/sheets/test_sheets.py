"""What sheets contain, and what they never contain."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from pypdf import PdfReader

from home.models import SiteImage
from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options
from lessons.sheets.sheet_types import SheetType
from lessons.sheets.typst_job import job_of
from tests.factories import GuidePageFactory, make_step
from tests.lessons.sheets.conftest import HELPER_CANARY, pdf_of, screenshot_step
from tests.support.pdf import assert_meets_pdf_ua, fonts_of, text_of

pytestmark = pytest.mark.django_db

ATTACKS = [
    '#import "x.typ"',
    '#read("/etc/passwd")',
    '] #read("/etc/passwd") [',
    "$x$ et `y`",
    "*_@#\\",
    "javascript:alert(1)",
    '{"kind":"a"}',
    "@l #pagebreak()",
]


@pytest.mark.parametrize("paper", SheetType)
def test_a_sheet_meets_pdf_ua(guide: GuidePage, paper: SheetType) -> None:
    assert_meets_pdf_ua(pdf_of(guide, paper))


@pytest.mark.parametrize("paper", SheetType)
def test_a_sheet_says_its_title_and_language(guide: GuidePage, paper: SheetType) -> None:
    reader = PdfReader(BytesIO(pdf_of(guide, paper)))
    assert reader.metadata is not None
    assert "Déclarer ses revenus" in str(reader.metadata.title)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("fr")


def test_the_learners_sheet_has_all_it_needs_in_order(guide: GuidePage) -> None:
    text = text_of(pdf_of(guide))
    expected = [
        "Déclarer ses revenus",
        "Débutant",
        "À apporter",
        "Le dernier avis d’impôt",
        "Remplir le formulaire",
        "Champ du nom",
        "Bouton Continuer (appuyez ici)",
        "Attention",
        "Relire",
        "Astuce",
        "J’ai réussi si…",
        "Je vois mon nom.",
        "Mots à connaître",
        "Mes notes",
    ]
    places = [text.find(words) for words in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)
    assert "Vérifié le 12 novembre 2026" in text
    assert f"/g/{guide.pk}/" in text


def qr_codes_of(pdf: bytes) -> set[str]:
    """The alternative texts of the QR codes: a sentence and the address that they contain."""
    reader = PdfReader(BytesIO(pdf))
    objects = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    alternatives = [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]
    return {words for words in alternatives if words.startswith("QR code")}


def test_the_qr_code_of_the_learners_sheet_opens_the_guide_step_by_step(guide: GuidePage) -> None:
    short = f"http://localhost/g/{guide.pk}/"
    learner, helper = pdf_of(guide), pdf_of(guide, SheetType.HELPER)
    assert qr_codes_of(learner) == {f"QR code pour suivre ce guide sur un téléphone : {short}suivre/"}
    assert qr_codes_of(helper) == {f"QR code qui ouvre la page : {short}"}
    assert "Suivre au téléphone" in text_of(learner)
    assert "Suivre au téléphone" not in text_of(helper)
    drawings = set(job_of(guide_document(guide, Options(papers=(SheetType.LEARNER,)))).drawings.values())
    assert (
        str(segno.make(f"{short}suivre/", error="m").svg_inline(border=4, dark="#000", light="#fff"))
        in drawings
    )


def test_the_learners_sheet_never_shows_a_helper_note(guide: GuidePage) -> None:
    pdf = pdf_of(guide)
    assert HELPER_CANARY not in text_of(pdf)
    assert HELPER_CANARY.encode() not in pdf


def test_the_helpers_outline_has_the_timing_and_the_notes(guide: GuidePage) -> None:
    text = text_of(pdf_of(guide, SheetType.HELPER))
    for words in ("se connecter", "Savoir écrire au clavier", "Déroulé", "facultatif", HELPER_CANARY):
        assert words in text
    assert "Durée totale : 10 min." in text
    assert "Sans les étapes facultatives : 5 min." in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_that_looks_like_markup_comes_back_letter_for_letter(
    catalogue: GuideIndexPage, attack: str
) -> None:
    escaped = attack.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    steps = [make_step(attack[:90], instruction=f"<p>{escaped}</p>")]
    papers = [("item", attack)]
    guide = GuidePageFactory(parent=catalogue, slug="essai", title=attack, steps=steps, papers=papers)
    pdf = pdf_of(GuidePage.objects.get(pk=guide.pk))
    text = text_of(pdf)
    assert text.count(attack) >= 4
    assert "root:" not in text
    assert_meets_pdf_ua(pdf)


def test_strange_characters_leave_a_visible_mark_and_an_accessible_file(catalogue: GuideIndexPage) -> None:
    odd = "Un 漢 et 你好, \u202egnol\u202c, \ufeffnul"
    guide = GuidePageFactory(parent=catalogue, title="Essai", steps=[make_step(instruction=f"<p>{odd}</p>")])
    pdf = pdf_of(GuidePage.objects.get(pk=guide.pk))
    assert "Un � et ��, gnol, nul" in text_of(pdf)
    assert_meets_pdf_ua(pdf)


def test_signs_of_screens_are_drawn_and_a_ticked_box_is_ticked(catalogue: GuideIndexPage) -> None:
    signs = "Touchez ⋮ puis ⚙. Ouvrez le menu ☰. La case doit être ☑, pas ☐ ni ☒. Touchez 🔍 ✉ ➜ ✔ ✅ 👍"
    chosen = signs.replace("⚙", "⚙\N{VARIATION SELECTOR-16}").replace("👍", "👍🏽")
    step = make_step(instruction=f"<p>{chosen}</p>", screenshot={"image": None, "alt": "", "markers": []})
    guide = GuidePageFactory(parent=catalogue, title="Régler ☑", steps=[step])
    pdf = pdf_of(GuidePage.objects.get(pk=guide.pk))
    assert signs in text_of(pdf)
    assert {"NotoSansSymbols2", "NotoEmoji"} <= fonts_of(pdf)
    assert_meets_pdf_ua(pdf)


@pytest.mark.parametrize(
    "html", ["<p>" * 400 + "fond" + "</p>" * 400, "<ul><li>" * 60 + "fond" + "</li></ul>" * 60]
)
def test_deep_nesting_still_prints(catalogue: GuideIndexPage, html: str) -> None:
    guide = GuidePageFactory(parent=catalogue, steps=[make_step(instruction=html)])
    assert "fond" in text_of(pdf_of(GuidePage.objects.get(pk=guide.pk)))


def test_the_same_guide_gives_the_same_bytes(guide: GuidePage, tmp_path: Path, settings: Any) -> None:
    first = pdf_of(guide)
    settings.SHEETS_CACHE_DIR = tmp_path / "another"
    assert pdf_of(guide) == first


@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_a_picture_that_cannot_be_printed_leaves_its_words(guide: GuidePage, damage: str) -> None:
    original = Path(SiteImage.objects.get().file.path)
    if damage == "missing":
        original.unlink()
    else:
        original.write_bytes(b"not a picture")
    pdf = pdf_of(guide)
    assert "Image indisponible. Formulaire avec le bouton Continuer." in text_of(pdf)
    assert_meets_pdf_ua(pdf)


@pytest.mark.parametrize("count", [1, 30])
def test_short_and_long_guides_print_every_step(catalogue: GuideIndexPage, count: int) -> None:
    steps = [make_step(f"Action numéro {number}") for number in range(1, count + 1)]
    guide = GuidePageFactory(parent=catalogue, steps=steps)
    text = text_of(pdf_of(GuidePage.objects.get(pk=guide.pk)))
    assert [number for number in range(1, count + 1) if f"Action numéro {number}" not in text] == []


def test_a_step_taller_than_a_page_goes_on_over_the_next(catalogue: GuideIndexPage) -> None:
    long = "".join(f"<p>Phrase {number}.</p>" for number in range(1, 91))
    guide = GuidePageFactory(parent=catalogue, steps=[make_step(instruction=long)])
    assert "Phrase 90." in text_of(pdf_of(GuidePage.objects.get(pk=guide.pk)))


def test_a_very_long_address_stays_inside_the_page(catalogue: GuideIndexPage) -> None:
    word = "https://www.exemple.fr/" + "a" * 300
    guide = GuidePageFactory(parent=catalogue, steps=[make_step(instruction=f"<p>{word}</p>")])
    first, *_others = PdfReader(BytesIO(pdf_of(GuidePage.objects.get(pk=guide.pk)))).pages
    right_edges: list[float] = []
    first.extract_text(visitor_text=lambda _text, _cm, tm, _font, _size: right_edges.append(tm[4]))
    assert max(right_edges) < float(first.mediabox.width) - 40


def test_a_step_and_its_picture_stand_on_one_page(catalogue: GuideIndexPage) -> None:
    steps = [screenshot_step() for _ in range(6)]
    guide = GuidePageFactory(parent=catalogue, steps=steps)
    for sheet in PdfReader(BytesIO(pdf_of(GuidePage.objects.get(pk=guide.pk)))).pages:
        text = sheet.extract_text()
        assert text.count("Remplir le formulaire") == text.count("Bouton Continuer")
