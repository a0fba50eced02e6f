"""No visitor gets a cookie, and no public response allows inline content or content from elsewhere."""

from itertools import product
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from wagtail.models import Page

from lessons.models import GuidePage
from tests.conventions.addresses import ADDRESSES, EDITOR
from tests.conventions.offenders import Checks

pytestmark = pytest.mark.django_db

OPEN_TO_VISITORS = [address for address in ADDRESSES if address.audience != EDITOR]
METHODS = ["GET", "HEAD", "OPTIONS"]
ELSEWHERE = ["/nulle-part/", "/guides/absent/", "/guides/?q=zzzzzz", "/?utm_source=x", "//", "/%00/"]
ADVICE = "An answer to visitors sets no cookie, looks at none, and carries the strict policy."


def assert_nothing_is_kept_or_let_in(response: HttpResponseBase) -> None:
    assert not response.cookies, f"sets the cookies {list(response.cookies)}: visitors get none"
    assert "Cookie" not in response.get("Vary", ""), (
        "looks at cookies (request.user, request.session, csrf_token): no page for visitors may"
    )
    policy = response.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, "has no strict policy"
    assert "unsafe" not in policy, "allows what stands inline"
    assert "http" not in policy, "lets something in from another site"
    assert response.get("X-Content-Type-Options") == "nosniff", "lets the browser guess what it gets"


def assert_answers_keep_nothing(paths: list[str], methods: list[str]) -> None:
    checks = Checks()
    for path, method in product(paths, methods):
        with checks.visit(f"{method} {path}") as client:
            assert_nothing_is_kept_or_let_in(getattr(client, method.lower())(path))
    checks.assert_none_failed(ADVICE)


def test_no_address_keeps_anything(guide: GuidePage) -> None:
    paths = [address.example.format(guide=guide.url, pk=guide.pk) for address in OPEN_TO_VISITORS]
    assert_answers_keep_nothing(paths, METHODS)


def test_no_page_keeps_anything(every_page: dict[type[Page], Any]) -> None:
    assert_answers_keep_nothing([page.url for page in every_page.values()], ["GET"])


def test_no_error_keeps_anything(guide: GuidePage) -> None:
    assert_answers_keep_nothing(ELSEWHERE, ["GET"])


def test_a_withdrawn_page_keeps_nothing(client: Client, guide: GuidePage) -> None:
    guide.save_revision().publish()
    guide.refresh_from_db()
    guide.unpublish()
    assert_nothing_is_kept_or_let_in(client.get(guide.url))
