"""The pages of the demo site, without its guides."""

import pytest

from cms.demo.site import build_site
from home.models import HomePage
from tests.support.module_fixtures import once_a_module


@once_a_module
def home_key() -> int:
    key: int = build_site().pk
    return key


@pytest.fixture
def home(home_key: int, db: None) -> HomePage:
    return HomePage.objects.get(pk=home_key)
