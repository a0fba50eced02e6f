"""French text is split into sentences where a reader pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.quality.french.sentences import sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cliquez sur « Valider ». Puis attendez.", 2),
        ("Appuyez sur «Valider». Attendez.", 2),
        ("Ouvrez impots.gouv.fr. Connectez-vous.", 2),
        ("M. Dupont vous aide. Mme Martin aussi.", 2),
        ("Apportez une pièce d’identité (carte, passeport, etc.) et un stylo.", 1),
        ("Il coûte 12.50 € par mois.", 1),
        ("Attendez… le message arrive.", 1),
        ("Attendez… Le message arrive.", 2),
        ("Vous êtes prêt ? Commencez !", 2),
        ("Un point\nsans point", 2),
        ("Voir l’art. 3 de la loi.", 1),
        ("Répondez « Oui. » Puis continuez.", 2),
        ("", 0),
        ("…", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_an_elision_is_a_word_and_what_stands_on_the_screen_is_one() -> None:
    assert words("L’impôt est payé.") == ["L", "impôt", "est", "payé"]
    assert len(words("Appuyez sur «Voir les droits de mon compte».")) == 3
    assert len(words("Un rendez-vous sur ants.gouv.fr")) == 4


@given(st.text(alphabet="aA .!?…«»’\n", max_size=120))
def test_no_letter_is_lost(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    assert [c for sentence in sentences(text) for c in sentence if c.isalpha()] == letters
