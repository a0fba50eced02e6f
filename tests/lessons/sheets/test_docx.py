"""The files that helpers adapt in their word processor."""

from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuidePageFactory, make_step
from tests.lessons.sheets.conftest import HELPER_CANARY

pytestmark = pytest.mark.django_db


def opened(client: Client, guide: GuidePage, name: str) -> Any:
    response = client.get(f"/guides/{guide.slug}/{name}.docx")
    assert response["Content-Disposition"].endswith('.docx"')
    return docx.Document(BytesIO(response.content))


def words_of(word: Any) -> str:
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_the_learners_sheet_opens_with_real_headings_and_pictures_described(
    guide: GuidePage, client: Client
) -> None:
    word = opened(client, guide, "fiche-apprenant")
    headings = [line.text for line in word.paragraphs if line.style.name.startswith("Heading")]
    assert headings[0] == "Déclarer ses revenus"
    assert "1. Remplir le formulaire" in headings
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Formulaire avec le bouton Continuer."
    ]
    assert word.core_properties.language == "fr-FR"


def test_it_keeps_the_licence_and_where_it_comes_from(guide: GuidePage, client: Client) -> None:
    text = words_of(opened(client, guide, "fiche-apprenant"))
    assert "Licence Ouverte 2.0" in text
    assert f"/g/{guide.pk}/" in text
    assert "Bouton Continuer (appuyez ici)" in text


def test_words_of_the_screen_stand_on_a_band_and_are_bold(catalogue: GuideIndexPage, client: Client) -> None:
    step = make_step("Choisir", instruction="<p>Choisissez <code>Continuer</code>, puis attendez.</p>")
    guide = GuidePageFactory(parent=catalogue, steps=[step])
    word = opened(client, guide, "fiche-apprenant")
    runs = [run for line in word.paragraphs for run in line.runs]
    bands = {run.text: run._r.find(f".//{qn('w:shd')}") for run in runs}
    assert bands["Continuer"].get(qn("w:fill")) == "FFE27D"
    assert [run.bold for run in runs if run.text == "Continuer"] == [True]
    assert [text for text, band in bands.items() if band is not None] == ["Continuer"]


def test_helper_notes_are_in_the_outline_only(guide: GuidePage, client: Client) -> None:
    assert HELPER_CANARY not in words_of(opened(client, guide, "fiche-apprenant"))
    outline = opened(client, guide, "trame-aidant")
    assert HELPER_CANARY in words_of(outline)
    assert [cell.text for cell in outline.tables[0].rows[0].cells] == [
        "N°",
        "Étape",
        "Durée",
        "Genre",
        "Indispensable",
    ]


def test_the_structure_is_named_with_its_logo(guide: GuidePage, client: Client, structure: None) -> None:
    word = opened(client, guide, "fiche-apprenant")
    assert "Mairie de Exempleville" in words_of(word)
    assert len(word.inline_shapes) == 2


def test_signs_of_screens_reach_the_word_processor(guide: GuidePage, client: Client) -> None:
    guide.title = "Cocher ☑ et toucher ⋮ ⚙ 🔍"
    guide.save_revision().publish()
    assert guide.title in words_of(opened(client, guide, "fiche-apprenant"))


def test_a_sign_that_our_fonts_lack_is_left_to_those_of_the_word_processor(
    guide: GuidePage, client: Client
) -> None:
    guide.title = "Écrire 漢 et ☒"
    guide.save_revision().publish()
    assert guide.title in words_of(opened(client, guide, "fiche-apprenant"))


def test_the_outline_keeps_the_minutes_what_is_optional_and_each_tip_under_its_step(
    guide: GuidePage, client: Client
) -> None:
    outline = opened(client, guide, "trame-aidant")
    assert [row.cells[4].text for row in outline.tables[0].rows] == ["Indispensable", "oui", "facultatif"]
    lines = [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in outline.paragraphs]
    first, second = lines.index("1. Remplir le formulaire"), lines.index("2. Relire")
    assert lines[first + 1].startswith("5 min | ")
    assert lines[second + 1].startswith("5 min | ")
    assert lines[second + 1].endswith(" | facultatif")
    assert first < lines.index("Attention") < second < lines.index("Astuce")


@pytest.mark.parametrize("length", [237, 238, 255])
def test_a_long_title_is_whole_on_the_page_and_cut_in_the_properties(
    guide: GuidePage, client: Client, length: int
) -> None:
    """Word accepts 255 characters there:
    https://ecma-international.org/publications-and-standards/standards/ecma-376/
    """
    GuidePage.objects.update(title="T" * length)
    word = opened(client, guide, "fiche-apprenant")
    assert "T" * length in words_of(word)
    assert len(word.core_properties.title) <= 255
