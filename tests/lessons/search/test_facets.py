"""Facets narrow the catalogue and show counts."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.search.facets import FACETS
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
)
from tests.lessons.search.conftest import Guides, Search, choices, titles


def test_every_facet_counts_the_guides_behind_each_choice(guides: Guides, search: Search) -> None:
    context = search()
    assert choices(context, "niveau") == {"debutant": 3, "avance": 1}
    assert choices(context, "site") == {"impots-gouv-fr": 2, "ameli-fr": 1, "france-titres": 1}
    assert choices(context, "duree") == {"30": 2, "60": 1, "plus": 1}


def test_types_are_rolled_up_to_their_theme(guides: Guides, search: Search) -> None:
    context = search()
    assert choices(context, "demarche")["argent-impots"] == 2
    assert choices(context, "demarche")["argent-impots/declarer-ses-revenus"] == 2
    depths = {choice.value: choice.depth for facet in context["facets"] for choice in facet.choices}
    assert (depths["argent-impots"], depths["argent-impots/declarer-ses-revenus"]) == (0, 1)
    assert search(demarche="argent-impots")["total"] == 2


def test_only_terms_that_lead_somewhere_are_offered(guides: Guides, search: Search) -> None:
    SkillLevelFactory(code="intermediaire")
    OfficialSiteFactory(code="caf-fr", name="caf.fr")
    context = search()
    assert "intermediaire" not in choices(context, "niveau")
    assert "caf-fr" not in choices(context, "site")
    assert [facet.name for facet in context["facets"]] == ["niveau", "demarche", "site", "duree"]


def test_a_facet_counts_with_the_choices_of_the_others_only(guides: Guides, search: Search) -> None:
    context = search(niveau="avance", site="impots-gouv-fr")
    assert titles(context) == [guides["correct"].title]
    assert choices(context, "niveau") == {"debutant": 1, "avance": 1}
    assert choices(context, "site") == {"impots-gouv-fr": 1}


def test_choices_of_a_facet_widen_and_facets_narrow(guides: Guides, search: Search) -> None:
    assert search(niveau=["debutant", "avance"])["total"] == 4
    assert search(niveau=["debutant", "avance"], duree="plus")["total"] == 1
    assert search("impot", niveau="debutant")["total"] == 1


def test_a_choice_that_leads_nowhere_stays_to_be_taken_back(guides: Guides, search: Search) -> None:
    context = search("ameli", niveau="avance")
    assert context["total"] == 0
    assert choices(context, "niveau") == {"debutant": 1, "avance": 0}


def test_devices_and_audiences_count_a_guide_once_under_each(guides: Guides, search: Search) -> None:
    computer, phone = DeviceFactory(), DeviceFactory(code="telephone", name="Téléphone")
    guides["ameli"].devices.set([computer, phone])
    guides["declare"].devices.set([computer])
    guides["declare"].audiences.set([AudienceFactory()])
    for guide in guides.values():
        guide.save()
    context = search(appareil=["ordinateur", "telephone"])
    assert context["total"] == 2
    assert choices(context, "appareil") == {"ordinateur": 2, "telephone": 1}
    assert choices(context, "public") == {"tout-public": 1}
    assert search(appareil="telephone", public="tout-public")["total"] == 0


def test_counts_are_those_of_asking_one_by_one(guides: Guides, search: Search) -> None:
    for asked in [{}, {"q": "impot"}, {"niveau": "debutant"}, {"niveau": "debutant", "duree": ["30", "60"]}]:
        for facet in search(**asked)["facets"]:
            for choice in facet.choices:
                one: dict[str, Any] = {**asked, facet.name: choice.value}
                assert search(**one)["total"] == choice.count, (asked, choice)


def test_every_facet_of_the_table_is_a_field_of_the_form(guides: Guides, search: Search) -> None:
    form = search()["form"]
    assert {facet.name for facet in FACETS} <= set(form.fields)


@pytest.mark.parametrize(
    "query", [{}, {"q": "impot"}, {"niveau": "debutant", "duree": "30", "appareil": "ordinateur"}]
)
def test_more_guides_and_terms_cost_no_more_queries(
    guides: Guides, search: Search, query: dict[str, str]
) -> None:
    DeviceFactory()
    with CaptureQueriesContext(
        connection,
    ) as few:
        search(**query)
    for number in range(5):
        GuidePageFactory(
            parent=guides["ameli"].get_parent(),
            title=f"Payer ses impôts {number}",
            level=SkillLevelFactory(code="intermediaire"),
            procedure_type=ProcedureTypeFactory(code=f"argent-impots/type-{number}", name=f"Type {number}"),
        )
    with CaptureQueriesContext(connection) as many:
        search(**query)
    assert len(many) == len(few)
    assert len(many) <= 24


def test_a_type_narrows_its_theme_when_both_are_ticked(guides: Guides, search: Search) -> None:
    guides["correct"].procedure_type = ProcedureTypeFactory(
        code="argent-impots/autre", name="Payer ses impôts", parent=guides["declare"].procedure_type.parent
    )
    guides["correct"].save()
    both = search(demarche=["argent-impots", "argent-impots/autre"])
    assert both["total"] == 1
    assert [str(chip.label) for chip in both["chips"]] == ["Payer ses impôts"]
    assert both["canonical_query"] == "demarche=argent-impots%2Fautre"
