"""No visitor gets a cookie, and no public answer allows what stands inline or comes from elsewhere."""

from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from wagtail.models import Page

from lessons.models import GuidePage
from tests.conventions.addresses import ADDRESSES, EDITOR
from tests.conventions.pages import each_page_type

pytestmark = pytest.mark.django_db

OPEN_TO_VISITORS = [address for address in ADDRESSES if address.audience != EDITOR]
ELSEWHERE = ["/nulle-part/", "/guides/absent/", "/guides/?q=zzzzzz", "/?utm_source=x", "//", "/%00/"]


def assert_nothing_is_kept_or_let_in(response: HttpResponseBase, path: str) -> None:
    assert not response.cookies, f"{path} sets {list(response.cookies)}: visitors get no cookie."
    assert "Cookie" not in response.get("Vary", ""), (
        f"{path} looks at cookies (request.user, request.session, csrf_token): no page for visitors may."
    )
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy, f"{path} has no strict policy."
    assert "unsafe" not in policy, f"{path} allows what stands inline."
    assert "http" not in policy, f"{path} lets something in from another site."
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", OPEN_TO_VISITORS, ids=lambda address: address.route)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_an_address_keeps_nothing(client: Client, guide: GuidePage, address: Any, method: str) -> None:
    path = address.example.format(guide=guide.url, pk=guide.pk)
    assert_nothing_is_kept_or_let_in(getattr(client, method)(path), path)


@each_page_type
def test_a_page_keeps_nothing(
    client: Client, every_page: dict[type[Page], Any], page_type: type[Page]
) -> None:
    path = every_page[page_type].url
    assert_nothing_is_kept_or_let_in(client.get(path), path)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_an_error_keeps_nothing(client: Client, guide: GuidePage, path: str) -> None:
    assert_nothing_is_kept_or_let_in(client.get(path), path)


def test_a_withdrawn_page_keeps_nothing(client: Client, guide: GuidePage) -> None:
    guide.save_revision().publish()
    guide.refresh_from_db()
    guide.unpublish()
    assert_nothing_is_kept_or_let_in(client.get(guide.url), guide.url)
