"""Writing advice: each rule finds its sentence, and accepts good French."""

import pytest

from lessons.blocks.text_roles import TextRole
from lessons.quality.checks.writing_advice import GuideWord, advice
from lessons.quality.findings import Severity
from lessons.quality.text_extraction import Passage, plain_text


def codes(text: str, role: TextRole = TextRole.INSTRUCTION, glossary: tuple[GuideWord, ...] = ()) -> set[str]:
    return {finding.code for finding in advice([Passage("Étape 1", plain_text(text), role)], glossary)}


LONG = "Écrivez " + "un mot de plus " * 4 + "puis attendez."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("long-sentence", f"<p>{LONG}</p>"),
        ("long-step", "<p>" + "Écrivez un mot. " * 14 + "</p>"),
        ("many-actions", "<p>Ouvrez. Lisez tout. Fermez. Écrivez. Dites oui.</p>"),
        ("several-actions", "<p>Ouvrez le site, écrivez votre nom et appuyez.</p>"),
        ("click-here", "<p>Pour continuer, cliquez ici.</p>"),
        ("click-here", "<p>Appuyez sur En savoir plus.</p>"),
        ("colour", "<p>Appuyez sur le bouton bleu.</p>"),
        ("colour", "<p>Lisez les mots en rouge.</p>"),
        ("place", "<p>Appuyez à droite.</p>"),
        ("place", "<p>Remplissez la case ci-dessous.</p>"),
        ("negative", "<p>Ne fermez pas la page.</p>"),
        ("negative", "<p>N’écrivez jamais votre code.</p>"),
        ("passive", "<p>Le courrier est envoyé par la mairie.</p>"),
        ("passive", "<p>Le dossier a été rapidement vu par un agent.</p>"),
        ("acronym", "<p>Ouvrez le site de la CNAV.</p>"),
        ("sign", "<p>Appuyez sur 你好.</p>"),
    ],
)
def test_each_rule_finds_its_sentence(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Écrivez l’adresse du site. Appuyez sur la touche <code>Entrée</code>.</p>",
        "<p>Appuyez sur le bouton bleu <code>Se connecter</code>.</p>",
        "<p>Appuyez sur <code>Voir tous les droits de mon compte et de ma famille depuis le début</code>.</p>",
        "<p>Vous voyez votre nom en haut de la page.</p>",
        "<p>Avez-vous un compte ? Prenez rendez-vous.</p>",
        "<p>La page est ouverte. Le dossier est complet.</p>",
        "<p>C’est payé par mois.</p>",
        "<p>La Caisse d’allocations familiales (CAF) vous répond. La CAF écrit.</p>",
        "<p>Vous n’avez pas de compte ?</p>",
        "<p>Gardez le PDF. C’est au XXI siècle.</p>",
        "<p>Allez chez vous, assez tôt.</p>",
        "<p>Touchez ⋮ puis ⚙️. La case est ☑.</p>",
    ],
)
def test_good_french_is_left_alone(text: str) -> None:
    assert codes(text) == set()


def test_a_helper_note_may_say_where_and_what_not_to_do() -> None:
    assert codes("<p>Ne prenez pas la souris.</p>", TextRole.HELPER) == set()


def test_hidden_words_are_not_judged() -> None:
    assert codes(LONG, TextRole.HIDDEN) == set()


def test_the_sentence_to_shorten_is_quoted_with_its_length() -> None:
    (finding,) = advice([Passage("Résumé", f"Court. {LONG}", TextRole.PROSE)], ())
    assert finding.quote == LONG
    assert finding.severity is Severity.ADVICE
    assert "phrase de 19 mots" in finding.message


def test_a_word_of_the_glossary_is_proposed_once_and_only_if_the_guide_does_not_show_it() -> None:
    words = (GuideWord("Pièce jointe", (), is_shown=False), GuideWord("Courriel", (), is_shown=True))
    text = "<p>Ajoutez le papier. Un courriel part.</p>"
    assert codes(text, glossary=words) == set()
    text = "<p>Ajoutez une pièce jointe. Une piece jointe suffit. Un courriel part.</p>"
    (finding,) = advice([Passage("Étape 1", plain_text(text), TextRole.INSTRUCTION)], words)
    assert (finding.code, finding.quote) == ("glossary", "Pièce jointe")


def test_an_acronym_that_the_glossary_shows_is_explained() -> None:
    glossary = (GuideWord("CAF", ("caisse d’allocations familiales",), is_shown=True),)
    assert codes("<p>La CAF répond.</p>", glossary=glossary) == set()


def test_nothing_is_ever_called_falc() -> None:
    texts = [Passage("Étape 1", LONG, role) for role in TextRole]
    assert all("falc" not in str(finding).lower() for finding in advice(texts, ()))


def test_a_sign_that_no_sheet_can_draw_is_named_once_wherever_it_stands() -> None:
    found = advice(
        [Passage("Titre", "Lire 你好 et 你", TextRole.LABEL), Passage("Mots", "好", TextRole.HIDDEN)], ()
    )
    assert [(finding.code, finding.severity, finding.quote) for finding in found] == [
        ("sign", Severity.ADVICE, "你 好")
    ]


def test_a_sign_that_sheets_cannot_draw_is_found_in_the_definitions_that_they_print() -> None:
    def word(*, is_shown: bool) -> GuideWord:
        return GuideWord("Idéogramme", (), is_shown=is_shown, definition="Un dessin : 漢.")

    (found,) = advice([], (word(is_shown=True),))
    assert (found.code, found.quote) == ("sign", "漢")
    assert "Idéogramme" in found.place
    assert advice([], (word(is_shown=False),)) == []
