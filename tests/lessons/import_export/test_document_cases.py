"""Documents that people sent, each with something that an import once lost, doubled or refused."""

from pathlib import Path

import pytest

from lessons.import_export.documents.importer import READERS
from lessons.import_export.documents.outline import Outline, outline_of

CASES = Path(__file__).parent / "cases"


def outlined(name: str) -> Outline:
    file = CASES / name
    return outline_of(READERS[file.suffix](file.read_bytes()), file.stem)


@pytest.mark.parametrize(
    ("name", "instruction"),
    [
        ("docx-block-content-control.docx", "<p>Tapez votre identifiant.</p><p>Puis validez.</p>"),
        ("docx-heading-in-content-control.docx", "<p>b</p>"),
        ("docx-row-in-content-control.docx", "<p>ligne cachée</p><p>case cachée</p>"),
        ("docx-list-without-numbering-part.docx", "<ul><li>Un point</li></ul>"),
        (
            "docx-link-with-anchor.docx",
            '<p><a href="https://www.exemple.fr/demarche#pieces">la liste des pièces</a></p>',
        ),
        ("docx-link-in-capitals.docx", '<p><a href="https://www.exemple.fr/">le site</a></p>'),
        ("docx-moved-text.docx", "<p>Milieu.</p><p>Phrase déplacée.</p>"),
        ("docx-struck-text.docx", "<p>Cliquez sur le nouveau bouton.</p>"),
        ("odt-struck-text.odt", "<p>nouveau</p>"),
        ("docx-wingdings-symbols.docx", "<p>→ Cliquez ici : ☑</p>"),
        ("docx-dangling-picture.docx", "<p>Texte lisible.</p>"),
        ("docx-text-box-told-twice.docx", "<p>Astuce dans un cadre</p>"),
        ("docx-bold-italic-runs.docx", "<p><b><i>Cliquez</i></b></p>"),
    ],
)
def test_the_second_step_says_what_the_document_says(name: str, instruction: str) -> None:
    first, second = outlined(name).steps
    assert first.title in {"Ouvrir le site", "Un"}
    assert second.instruction == instruction


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("docx-struck-text.docx", "Du texte barré n’a pas été repris : « Cliquez sur l’ancien bouton. »."),
        ("odt-struck-text.odt", "Du texte barré n’a pas été repris : « ancien bouton »."),
        (
            "docx-dangling-picture.docx",
            "Une image perdue, ou restée sur Internet, n’a pas été reprise : « perdue.png ».",
        ),
        ("6-smartart.docx", "Un dessin (diagramme, graphique, objet) n’a pas été repris."),
        (
            "3-faux-titres-zones-suivi.odt",
            "Du texte supprimé (suivi des modifications) n’a pas été repris : « le bouton rouge ».",
        ),
        (
            "3-faux-titres-zones-suivi.odt",
            "L’en-tête ou le pied de page n’a pas été repris : « Association Les Coups de Pouce – confidentiel ».",
        ),
        (
            "1-tableau-etape-capture.docx",
            "Chaque ligne du tableau « Étape | Capture » est devenue une étape.",
        ),
    ],
)
def test_what_is_left_is_told_with_its_words(name: str, told: str) -> None:
    assert told in outlined(name).left


@pytest.mark.parametrize("name", ["docx-vml-picture.docx", "docx-picture-of-another-kind.docx"])
def test_a_picture_is_kept_however_it_is_written(name: str) -> None:
    picture = outlined(name).steps[1].picture
    assert picture is not None
    assert picture.picture.startswith(b"\x89PNG")


def test_one_short_paragraph_is_a_step() -> None:
    outline = outlined("docx-one-short-paragraph.docx")
    assert [step.instruction for step in outline.steps] == ["<p>Un seul paragraphe, court.</p>"]
    assert outline.summary == ""


def test_a_row_of_a_table_of_steps_is_a_step() -> None:
    outline = outlined("1-tableau-etape-capture.docx")
    assert outline.title == "Demander la prime d’activité – fiche aidant"
    assert outline.summary == "Durée 45 min. Public : débutants."
    titles = ["Aller sur caf.fr", "Se connecter", "Simuler", "Remplir", "Valider"]
    assert [step.title for step in outline.steps] == titles
    assert outline.steps[0].instruction == "<p>Taper caf.fr puis Entrée.</p>"
    assert len({step.picture.picture for step in outline.steps if step.picture}) == 5


def test_an_item_of_a_list_with_pictures_is_a_step() -> None:
    outline = outlined("2-liste-numerotee.docx")
    assert outline.title == "Faire sa demande de logement social"
    assert [(step.title, step.picture is not None) for step in outline.steps] == [
        ("Ouvrir demande-logement-social.gouv.fr", True),
        ("Cliquer sur Créer une demande", True),
        ("Remplir son nom et son prénom", False),
        ("Joindre la carte d’identité", True),
        ("Valider", True),
    ]
    assert outline.steps[-1].instruction == "<p>Bon courage !</p>"


def test_lines_that_say_their_number_are_titles_and_a_box_is_a_note() -> None:
    outline = outlined("3-faux-titres-zones-suivi.odt")
    assert outline.title == "CRÉER SON COMPTE AMELI"
    titles = ["Aller sur ameli.fr", "Cliquer sur Mon compte", "Remplir", "Valider", "Valider (2)"]
    assert [step.title for step in outline.steps] == titles
    assert outline.steps[2].instruction == "<p>Écrivez le numéro de Sécu.</p>"
    assert outline.steps[2].warning == "<p>ATTENTION : 13 chiffres, pas 15 !</p>"


def test_the_wrapper_of_google_is_taken_off_links() -> None:
    for step in outlined("4-google-docs.docx").steps:
        assert 'href="https://www.service-public.gouv.fr/particuliers/vosdroits/R11193"' in step.instruction
        assert "google" not in step.instruction
