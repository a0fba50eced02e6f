"""A site with one guide."""

import pytest

from lessons.models import GuidePage
from tests.cms.requests.client import GUIDE
from tests.factories import GuideIndexPageFactory, GuidePageFactory, PlainPageFactory, make_site
from tests.support.module_fixtures import once_a_module


@once_a_module
def guide_key() -> int:
    home = make_site()
    PlainPageFactory(parent=home)
    index = GuideIndexPageFactory(parent=home)
    guide: GuidePage = GuidePageFactory(parent=index, search_words="impot, fisc")
    assert guide.url == GUIDE
    return guide.pk


@pytest.fixture
def guide(guide_key: int, db: None) -> GuidePage:
    return GuidePage.objects.get(pk=guide_key)
