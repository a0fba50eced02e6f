"""The place where the canary sings."""

import pytest
from django.utils import timezone

from tests.cms.visibility.canary import Place, make_hidden
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    make_site,
)


@pytest.fixture
def place() -> Place:
    """The shown guide names the hidden one in every way a guide can name another."""
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
    return Place(index, shown, hidden)
