"""The site that contains the canary."""

import pytest
from django.utils import timezone

from lessons.models import GuideIndexPage, GuidePage
from tests.cms.visibility.canary import Place, make_hidden
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    make_site,
)
from tests.support.module_fixtures import once_a_module


@once_a_module
def place_keys() -> tuple[int, int, int]:
    """The shown guide refers to the hidden one in every possible way."""
    home = make_site()
    index = GuideIndexPageFactory(parent=home)
    hidden = make_hidden(index)
    shown = GuidePageFactory(
        parent=index,
        variant_of=hidden,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )
    shown.next_guides.create(guide=hidden)
    shown.prerequisite_guides.create(guide=hidden)
    hidden.next_guides.create(guide=shown)
    shown.save()
    hidden.save()
    return index.pk, shown.pk, hidden.pk


@pytest.fixture
def place(place_keys: tuple[int, int, int], db: None) -> Place:
    index, shown, hidden = place_keys
    return Place(
        GuideIndexPage.objects.get(pk=index),
        GuidePage.objects.get(pk=shown),
        GuidePage.objects.get(pk=hidden),
    )
