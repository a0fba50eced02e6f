"""Matching words are highlighted, and no typed or stored text becomes markup."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from lessons.search.highlight import highlight
from lessons.search.tokens import query_words


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Déclarer ses revenus", "declaration", "<mark>Déclarer</mark> ses revenus"),
        ("L’impôt sur le revenu", "impots", "L’<mark>impôt</mark> sur le revenu"),
        ("Pré-demande de carte", "carte gri", "Pré-demande de <mark>carte</mark>"),
        ("Carte grise", "carte gri", "<mark>Carte</mark> <mark>grise</mark>"),
        ("impots.gouv.fr", "impots.gouv.fr", "<mark>impots</mark>.<mark>gouv</mark>.fr"),
        ("Un <b> & un impôt", "impot b", "Un &lt;<mark>b</mark>&gt; &amp; un <mark>impôt</mark>"),
        ("Rien à voir", "passeport", "Rien à voir"),
        ("Rien à voir", "", "Rien à voir"),
    ],
)
def test_words_that_answer_are_marked(text: str, typed: str, marked: str) -> None:
    assert highlight(text, query_words(typed)) == marked


@given(text=st.text(max_size=80), typed=st.text(max_size=40))
def test_whatever_the_text_only_marks_are_added(text: str, typed: str) -> None:
    html = highlight(text, query_words(typed))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert html.count("<mark>") == html.count("</mark>")


def test_outside_a_search_the_tag_shows_the_text() -> None:
    template = Template("{% load search_tags %}{% marked title %}")
    assert template.render(Context({"title": "Impôt & moi"})) == "Impôt &amp; moi"
    searched = Context({"title": "Impôt & moi", "query_words": query_words("impot")})
    assert template.render(searched) == "<mark>Impôt</mark> &amp; moi"
