"""A site with one page of every type."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from lessons.models import GuidePage
from tests.conventions.pages import make_every_page
from tests.factories import UserFactory


@pytest.fixture
def every_page(db: None) -> dict[type[Page], Page]:
    return make_every_page()


@pytest.fixture
def guide(every_page: dict[type[Page], Any]) -> GuidePage:
    page: GuidePage = every_page[GuidePage]
    return page


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client
