"""Problems that prevent the publication of a guide, found in the guide in memory."""

from typing import Any

import pytest

from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.checks.all_checks import check_guide
from lessons.quality.checks.blocking import blocking_faults
from tests.factories import GuidePageFactory, SiteImageFactory, make_step

pytestmark = pytest.mark.django_db


def faults(guide: GuidePage) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in blocking_faults(guide)]


@pytest.fixture
def guide(index: GuideIndexPage) -> GuidePage:
    made: GuidePage = GuidePageFactory(parent=index)
    return made


def with_instruction(guide: GuidePage, html: str) -> GuidePage:
    guide.steps = [make_step(instruction=html)]
    guide.save()
    return guide


def test_a_good_guide_has_none(guide: GuidePage) -> None:
    assert faults(guide) == []


def test_a_guide_without_step_type_and_level(guide: GuidePage) -> None:
    guide.steps, guide.level, guide.procedure_type = [], None, None
    assert {code for code, _place in faults(guide)} == {"no-step", "no-level", "no-type"}


def test_a_picture_without_words(guide: GuidePage) -> None:
    picture = {"image": SiteImageFactory().pk, "alt": " ", "markers": []}
    guide.steps = [make_step("Ouvrir"), make_step("Lire", screenshot=picture)]
    assert faults(guide) == [("no-alt", "Étape 2 « Lire »")]


@pytest.mark.parametrize(
    ("field", "place"),
    [("title", "Titre"), ("summary", "Résumé"), ("search_words", "Mots que les gens disent")],
)
def test_personal_data_wherever_it_is(guide: GuidePage, field: str, place: str) -> None:
    setattr(guide, field, "Appeler Jean, 06 12 34 56 78")
    assert faults(guide) == [("personal-data", place)]


def test_personal_data_in_a_step_its_picture_and_its_markers(guide: GuidePage) -> None:
    marker = {"x": 1, "y": 1, "width": 5, "height": 5, "label": "jean.dupont@free.fr", "target": True}
    image = SiteImageFactory().pk
    picture = {"image": image, "alt": "Compte FR14 2004 1010 0505 0001 3M02 606", "markers": [marker]}
    guide.steps = [make_step("Lire", screenshot=picture, helper_note="<p>N° 2 69 05 49 588 157 80</p>")]
    assert [place for _code, place in faults(guide)] == [
        "Étape 1 « Lire », pour l’aidant",
        "Étape 1 « Lire », image",
        "Étape 1 « Lire », repère 1",
    ]


def test_a_link_to_a_page_that_is_gone_or_withdrawn(index: GuideIndexPage, guide: GuidePage) -> None:
    other = GuidePageFactory(parent=index, slug="autre")
    with_instruction(guide, f'<p>Voir <a linktype="page" id="{other.pk}">ce guide</a>.</p>')
    assert faults(guide) == []
    other.save_revision().publish()
    other.refresh_from_db()
    other.unpublish()
    assert [code for code, _place in faults(guide)] == ["broken-link"]
    other.delete()
    assert [code for code, _place in faults(guide)] == ["broken-link"]


def test_a_link_to_a_guide_still_being_written_is_no_fault(index: GuideIndexPage, guide: GuidePage) -> None:
    other = GuidePageFactory(parent=index, slug="autre", live=False)
    with_instruction(guide, f'<p><a linktype="page" id="{other.pk}">La suite</a></p>')
    assert faults(guide) == []


def test_checks_cost_the_same_number_of_queries_with_thirty_steps(
    guide: GuidePage, django_assert_max_num_queries: Any
) -> None:
    guide.steps = [make_step(f"Étape {number}") for number in range(30)]
    with django_assert_max_num_queries(6):
        assert check_guide(guide) == []
