"""A guide: computed values, relations between guides, validation."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from lessons.models import GuideIndexPage, GuidePage, NextGuide
from tests.factories import GuideIndexPageFactory, GuidePageFactory, SkillLevelFactory, make_site, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def test_the_duration_is_the_sum_of_the_steps(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(
        parent=catalogue, steps=[make_step(minutes=10), make_step(minutes=35), make_step()]
    )
    assert (guide.duration, guide.step_count) == (50, 3)
    assert guide.duration_label == "50\N{NO-BREAK SPACE}min"


def test_a_typed_duration_replaces_the_sum_and_gives_it_back_when_cleared(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue, duration_override=90)
    assert guide.duration_label == "1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"
    guide.duration_override = None
    guide.save()
    assert guide.duration == guide.steps_duration


def test_variants_see_each_other_whichever_was_tied_to_which(catalogue: GuideIndexPage) -> None:
    beginner = GuidePageFactory(parent=catalogue, title="Déclarer", slug="a")
    middle = GuidePageFactory(
        parent=catalogue, slug="b", level=SkillLevelFactory(code="intermediaire"), variant_of=beginner
    )
    expert = GuidePageFactory(
        parent=catalogue, slug="c", level=SkillLevelFactory(code="avance"), variant_of=middle
    )
    assert expert.related_content.variants == (beginner, middle)
    assert beginner.related_content.variants == (middle, expert)
    assert expert.variant_of == beginner


def test_tying_the_root_to_its_own_variant_makes_no_circle(catalogue: GuideIndexPage) -> None:
    root = GuidePageFactory(parent=catalogue, slug="a")
    other = GuidePageFactory(parent=catalogue, slug="b", variant_of=root)
    root.variant_of = other
    root.save()
    assert root.variant_of is None
    assert root.related_content.variants == (other,)


def test_a_hidden_variant_is_not_named(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue, slug="a")
    GuidePageFactory(parent=catalogue, slug="b", variant_of=guide, live=False)
    GuidePageFactory(
        parent=catalogue, slug="c", variant_of=guide, expire_at=timezone.now() - timedelta(minutes=1)
    )
    assert not guide.related_content.variants


def test_next_guides_keep_the_editors_order_and_are_read_backwards(catalogue: GuideIndexPage) -> None:
    first, second, third = (GuidePageFactory(parent=catalogue, slug=slug) for slug in "abc")
    first.next_guides = [NextGuide(guide=third, sort_order=0), NextGuide(guide=second, sort_order=1)]
    first.save()
    assert GuidePage.objects.get(pk=first.pk).related_content.following == (third, second)
    assert second.related_content.previous == (first,)


def test_a_level_in_use_cannot_be_deleted(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue)
    with pytest.raises(ProtectedError):
        guide.level.delete()


def test_a_check_in_the_future_is_refused(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue)
    guide.checked_on = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="futur"):
        guide.clean()


def test_the_short_address_follows_a_renamed_guide(catalogue: GuideIndexPage, client: Client) -> None:
    guide = GuidePageFactory(parent=catalogue)
    path = guide.short_path
    guide.slug = "un-autre-nom"
    guide.save()
    assert client.get(path)["Location"] == "/guides/un-autre-nom/"


def test_the_structured_data_describes_the_steps_and_cannot_close_its_script(
    catalogue: GuideIndexPage,
) -> None:
    guide = GuidePageFactory(
        parent=catalogue, title="</script><b>", steps=[make_step("Ouvrir"), make_step("Lire")]
    )
    guide = GuidePage.objects.get(pk=guide.pk)
    resource, how_to = json.loads(guide.structured_data)["@graph"]
    assert "<" not in guide.structured_data
    assert [step["name"] for step in how_to["step"]] == ["Ouvrir", "Lire"]
    assert resource["educationalLevel"] == "Débutant"
    assert resource["timeRequired"] == "PT10M"


def test_freshness_uses_the_months_of_the_procedure_type(catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue, checked_on=date(2026, 1, 10))
    guide.procedure_type.recheck_months = 3
    assert guide.freshness.due_on == date(2026, 4, 10)
