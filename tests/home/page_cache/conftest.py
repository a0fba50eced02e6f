"""A site with a page, and how to see that it came from memory."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import PlainPage
from home.page_cache.store import STORE
from home.remembered import forget_all
from tests.factories import PlainPageFactory, make_site

PATH = "/a-propos/"
Queries = Callable[..., int]


@pytest.fixture
def about(db: None) -> PlainPage:
    made: PlainPage = PlainPageFactory(parent=make_site(), first_published_at=timezone.now())
    Client().get(PATH)  # The first visitor ever makes the rows of the site's settings.
    STORE.forget()
    return made


@pytest.fixture
def queries(client: Client) -> Queries:
    """How many questions a GET asks the database: one when the page comes from memory."""

    def asked(path: str = PATH, **options: Any) -> int:
        forget_all()  # What pages share would cost nothing either.
        with CaptureQueriesContext(connection) as captured:
            client.get(path, **options)
        return len(captured)

    return asked
