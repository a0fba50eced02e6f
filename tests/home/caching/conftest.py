"""A site with a page, and how to see that it came from memory."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.caching.page_store import PAGE_STORE
from home.models import PlainPage
from tests.factories import PlainPageFactory, make_site
from tests.support.memory import clear_memoized

PATH = "/a-propos/"
Queries = Callable[..., int]


@pytest.fixture
def about(db: None) -> PlainPage:
    made: PlainPage = PlainPageFactory(parent=make_site(), first_published_at=timezone.now())
    Client().get(PATH)  # The first visitor ever makes the rows of the site's settings.
    PAGE_STORE.forget()
    return made


@pytest.fixture
def queries(client: Client) -> Queries:
    """How many questions a GET asks the database: one when the page comes from memory."""

    def asked(path: str = PATH, **options: Any) -> int:
        clear_memoized()  # What pages share would cost nothing either.
        with CaptureQueriesContext(connection) as captured:
            client.get(path, **options)
        return len(captured)

    return asked
