"""An empty catalogue, with the whole taxonomy."""

import pytest

from lessons.models import GuideIndexPage
from lessons.taxonomy.loading import load_taxonomy
from tests.factories import GuideIndexPageFactory, make_site
from tests.support.module_fixtures import once_a_module


@once_a_module
def catalogue_key() -> int:
    load_taxonomy()
    key: int = GuideIndexPageFactory(parent=make_site()).pk
    return key


@pytest.fixture
def catalogue(catalogue_key: int, db: None) -> GuideIndexPage:
    return GuideIndexPage.objects.get(pk=catalogue_key)
