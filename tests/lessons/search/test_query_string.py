"""The query string: shareable, in one order, always valid."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.models import GuidePage
from lessons.search.criteria import CriteriaForm
from lessons.search.facets import FACETS
from tests.lessons.search.conftest import Guides, Search, titles


def test_the_same_criteria_have_one_address(guides: Guides, search: Search) -> None:
    context = search(
        "  impot ", duree=["plus", "30", "plus", "zzz"], niveau=["avance", "debutant"], tri="pertinence"
    )
    assert context["canonical_query"] == "q=impot&niveau=debutant&niveau=avance&duree=30&duree=plus"


@pytest.mark.parametrize(
    "name", ["niveau", "demarche", "site", "duree", "appareil", "public", "tri", "page", "exact"]
)
def test_unknown_values_and_parameters_are_dropped(guides: Guides, search: Search, name: str) -> None:
    context = search("", **{name: ["", "zzz", '"', "\x00"], "utm_source": "x"})
    assert (context["total"], context["canonical_query"]) == (4, "")


def test_chips_take_back_one_choice_and_clearing_keeps_the_words(guides: Guides, search: Search) -> None:
    context = search("impot", niveau="avance", duree=["60", "plus"], tri="titre")
    assert [(str(chip.label), chip.url) for chip in context["chips"]] == [
        ("Avancé", "/guides/?q=impot&duree=60&duree=plus&tri=titre"),
        ("De 31 minutes à 1 heure", "/guides/?q=impot&niveau=avance&duree=plus&tri=titre"),
        ("Plus d’une heure", "/guides/?q=impot&niveau=avance&duree=60&tri=titre"),
    ]
    assert context["clear_url"] == "/guides/?q=impot&tri=titre"


def test_relevance_is_offered_only_for_words(guides: Guides, search: Search) -> None:
    assert [choice.value for choice in search()["sort_choices"]] == [
        "recents",
        "verifies",
        "duree",
        "titre",
    ]
    chosen = {choice.value: choice.selected for choice in search("impot", tri="duree")["sort_choices"]}
    assert chosen == {"pertinence": False, "recents": False, "verifies": False, "duree": True, "titre": False}
    assert search(tri="pertinence")["canonical_query"] == ""


def test_guides_come_in_the_order_asked_for(guides: Guides, search: Search) -> None:
    assert titles(search(tri="duree"))[0] == guides["ameli"].title
    assert titles(search(tri="titre")) == [
        guides["correct"].title,
        guides["ameli"].title,
        guides["declare"].title,
        guides["identity"].title,
    ]
    GuidePage.objects.filter(pk=guides["identity"].pk).update(checked_on="2026-01-02")
    assert titles(search(tri="verifies"))[0] == guides["identity"].title


def test_pages_are_kept_by_the_parameters_that_the_catalogue_and_guides_read(settings: Any) -> None:
    read = {*CriteriaForm.base_fields, *(facet.name for facet in FACETS), "page", "images"}
    assert read == settings.PAGE_PARAMETERS


def test_a_thousand_values_are_read(guides: Guides, search: Search) -> None:
    assert search(niveau=["avance", *(f"x{number}" for number in range(1_000))])["total"] == 1


@given(
    parameters=st.dictionaries(
        st.sampled_from(
            ["q", "niveau", "demarche", "site", "duree", "appareil", "public", "tri", "page", "exact"]
        ),
        st.lists(st.text(max_size=12), max_size=4),
    )
)
def test_any_query_string_leads_to_an_address_that_says_the_same(
    guides: Guides, search: Search, parameters: dict[str, list[str]]
) -> None:
    words = "".join(parameters.pop("q", []))
    context = search(words, **parameters)
    assert context["total"] >= 0
    assert "\x00" not in context["canonical_query"]
