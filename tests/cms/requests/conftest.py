"""A site with one guide."""

import pytest

from lessons.models import GuidePage
from tests.cms.requests.asking import GUIDE
from tests.factories import GuideIndexPageFactory, GuidePageFactory, PlainPageFactory, make_site


@pytest.fixture
def guide() -> GuidePage:
    home = make_site()
    PlainPageFactory(parent=home)
    index = GuideIndexPageFactory(parent=home)
    guide: GuidePage = GuidePageFactory(parent=index, search_words="impot, fisc")
    assert guide.url == GUIDE
    return guide
