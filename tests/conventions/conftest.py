"""A site with one page of every type."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from lessons.models import GuidePage
from tests.conventions.pages import make_every_page
from tests.factories import UserFactory
from tests.support.module_fixtures import once_a_module


@once_a_module
def page_keys() -> dict[type[Page], int]:
    return {page_type: page.pk for page_type, page in make_every_page().items()}


@pytest.fixture
def every_page(page_keys: dict[type[Page], int], db: None) -> dict[type[Page], Page]:
    return {page_type: page_type.objects.get(pk=key) for page_type, key in page_keys.items()}


@pytest.fixture
def guide(every_page: dict[type[Page], Any]) -> GuidePage:
    page: GuidePage = every_page[GuidePage]
    return page


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client
