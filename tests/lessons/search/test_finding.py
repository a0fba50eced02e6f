"""Queries find the guides that people mean."""

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from lessons.models import GuideIndexPage
from tests.factories import (
    GlossaryTermFactory,
    GuidePageFactory,
    ProcedureTypeFactory,
    ThemeFactory,
    make_step,
)
from tests.lessons.search.conftest import Guides, Search, titles


def test_two_words_of_different_places_find_the_guide_that_people_mean_first(
    guides: Guides, search: Search
) -> None:
    assert titles(search("declarer impot")) == [guides["declare"].title, guides["correct"].title]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("impot", {"declare", "correct"}),
        ("L’IMPÔT", {"declare", "correct"}),
        ("impots.gouv.fr", {"declare", "correct"}),
        ("https://www.impots.gouv.fr/accueil", set()),
        ("impots gouv", {"declare", "correct"}),
        ("fisc", {"declare", "correct"}),
        ("argent", {"declare", "correct"}),
        ("préremplies", {"declare"}),
        ("avancé", {"correct"}),
        ("ameli", {"ameli"}),
        ("amelie", {"ameli"}),
        ("carte vitale", {"ameli"}),
        ("mutuelles", {"ameli"}),
        ("predemande", {"identity"}),
        ("pré demande d'identité", {"identity"}),
        ("rendez vous", {"identity"}),
        ("rendezvous", {"identity"}),
        ("mot de passe", {"identity"}),
        ("identi", {"identity"}),
    ],
)
def test_words_are_found_as_they_are_typed(
    guides: Guides, search: Search, typed: str, found: set[str]
) -> None:
    context = search(typed)
    if not context["notice"]:
        assert set(titles(context)) == {guides[name].title for name in found}
    else:
        assert not found


def test_words_that_people_say_for_a_glossary_term_and_tags_are_found(guides: Guides, search: Search) -> None:
    guides["identity"].vocabulary.add(GlossaryTermFactory(also_said="pièce attachée, trombone"))
    guides["identity"].tags.add("photomaton")
    guides["identity"].save_revision().publish()
    assert titles(search("trombone")) == [guides["identity"].title]
    assert titles(search("photomaton")) == [guides["identity"].title]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("declaraton", "déclaration"),
        ("déclraation", "déclaration"),
        ("comte ameli", "compte ameli"),
        ("mes remboursemant", "mes remboursements"),
        ("l’identtié", "l’identité"),
    ],
)
def test_a_typing_mistake_is_corrected_and_said(
    guides: Guides, search: Search, typed: str, shown: str
) -> None:
    context = search(typed)
    assert context["total"] >= 1
    assert (context["correction"].typed, context["correction"].corrected) == (typed, shown)
    assert f"« {shown} »" in context["results_heading"]
    assert context["correction"].exact_url.endswith("&exact=1")


def test_exactly_what_was_typed_can_be_asked_for(guides: Guides, search: Search) -> None:
    context = search("declaraton", exact="1")
    assert (context["total"], context["correction"]) == (0, None)
    assert "« declaraton »" in context["results_heading"]


def test_short_words_are_not_taken_for_others(guides: Guides, search: Search) -> None:
    assert search("cat")["correction"] is None


def test_a_word_in_the_title_counts_more_than_in_the_text(
    guides: Guides, search: Search, index: object
) -> None:
    GuidePageFactory(
        parent=index, title="Trier ses papiers", summary="Classer la déclaration.", steps=[make_step()]
    )
    assert titles(search("déclaration"))[0] == guides["correct"].title
    assert titles(search("déclaration"))[-1] == "Trier ses papiers"


def test_equally_good_guides_come_easiest_first(guides: Guides, search: Search) -> None:
    assert titles(search("fisc")) == [guides["declare"].title, guides["correct"].title]
    assert [guide.level.rank for guide in search("fisc")["results"]] == [1, 3]


def test_when_no_guide_has_all_the_words_those_with_most_of_them_come_first(
    guides: Guides, search: Search
) -> None:
    context = search("compte ameli connecter")
    assert context["notice"]
    assert titles(context)[0] == guides["ameli"].title
    assert guides["identity"].title in titles(context)


def test_nothing_found_proposes_themes_that_have_guides(guides: Guides, search: Search) -> None:
    context = search("xylophone")
    assert context["total"] == 0
    assert {str(link.label) for link in context["suggestions"]} == {
        "Argent et impôts",
        "Social et santé",
        "Papiers et citoyenneté",
    }
    assert context["suggestions"][0].url == "/guides/?demarche=argent-impots"


def test_nothing_found_proposes_every_theme_that_has_guides(index: GuideIndexPage, search: Search) -> None:
    names = {f"Thème {letter}" for letter in "abcdefghi"}
    for name in names:
        theme = ThemeFactory(code=slugify(name), name=name)
        procedure = ProcedureTypeFactory(code=f"{theme.code}/demarche", parent=theme)
        GuidePageFactory(parent=index, title=name, slug=theme.code, procedure_type=procedure)
    assert {str(link.label) for link in search("xylophone")["suggestions"]} >= names


@pytest.mark.parametrize("typed", ["", "   ", '"', "\x00", "\u200b", "%", "?!"])
def test_typing_nothing_shows_every_guide(guides: Guides, search: Search, typed: str) -> None:
    assert search(typed)["total"] == len(guides)


@given(text=st.text(max_size=80), page=st.text(max_size=5))
def test_any_text_is_answered(guides: Guides, search: Search, text: str, page: str) -> None:
    assert search(text, page=page, niveau=text)["total"] >= 0


@given(
    words=st.lists(
        st.sampled_from(
            ["impot", "déclarer", "ameli", '"', "*", "AND", "NEAR(", "l’", "%s", "\\", "a:b", "zzzz", "c"]
        ),
        max_size=20,
    )
)
def test_words_mixed_with_operators_are_only_words(guides: Guides, search: Search, words: list[str]) -> None:
    assert search(" ".join(words))["total"] >= 0
