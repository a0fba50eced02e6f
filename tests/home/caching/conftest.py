"""A site with a page, and a way to tell whether it came from the cache."""

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
    Client().get(PATH)  # The first visitor ever creates the rows of the site's settings.
    PAGE_STORE.forget()
    return made


@pytest.fixture
def queries(client: Client) -> Queries:
    """The number of queries of a GET: one when the page comes from the cache."""

    def asked(path: str = PATH, **options: Any) -> int:
        clear_memoized()  # Memoized values would cost no queries either.
        with CaptureQueriesContext(connection) as captured:
            client.get(path, **options)
        return len(captured)

    return asked
