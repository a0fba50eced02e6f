"""Visitors without a cookie get cached pages, never an outdated one; all others bypass the cache."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.caching.page_store import MEGABYTE, PAGE_STORE, Entry, PageStore
from home.models import PlainPage
from tests.factories import UserFactory
from tests.home.caching.conftest import PATH, Queries

pytestmark = pytest.mark.usefixtures("about")


def test_a_page_is_made_once_and_then_costs_one_question(client: Client, queries: Queries) -> None:
    assert queries() > 1
    assert queries() == 1
    assert "À propos" in client.get(PATH).content.decode()


def test_a_kept_page_is_the_same_as_a_new_one(client: Client, settings: Any) -> None:
    first, kept = client.get(PATH), client.get(PATH)
    assert kept.content == first.content
    assert dict(kept.headers) == dict(first.headers)
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "X-Offline", "ETag"):
        assert kept.headers[name]
    settings.PAGE_CACHE_MB = 0
    plain = client.get(PATH)
    assert plain.content == kept.content
    assert plain.headers.items() <= kept.headers.items() | {("Vary", plain.headers.get("Vary"))}


def test_a_published_change_shows_at_once(client: Client, about: PlainPage) -> None:
    client.get(PATH)
    about.introduction = "Tout a changé."
    about.save_revision().publish()
    assert "Tout a changé." in client.get(PATH).content.decode()


def test_a_page_that_becomes_private_or_withdrawn_is_no_longer_given(
    client: Client, about: PlainPage
) -> None:
    client.get(PATH)
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert client.get(PATH).status_code == 302
    restriction.delete()
    assert client.get(PATH).status_code == 200
    about.unpublish()
    assert client.get(PATH).status_code == 410


@pytest.mark.parametrize("hours", [1, 30])
def test_a_page_ends_at_its_hour_even_when_the_scheduler_is_late(
    client: Client, about: PlainPage, hours: int
) -> None:
    now = timezone.now()
    PlainPage.objects.filter(pk=about.pk).update(
        first_published_at=now, expire_at=now + timedelta(hours=hours)
    )
    assert client.get(PATH).status_code == 200
    with time_machine.travel(now + timedelta(hours=hours, seconds=1)):
        assert client.get(PATH).status_code == 410


def test_nothing_is_kept_from_a_clock_that_was_wrong(client: Client, queries: Queries) -> None:
    with time_machine.travel("2028-01-02T10:00:00Z", tick=False):
        queries()
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        assert queries() > 1
        assert queries() == 1


def test_nothing_is_kept_past_midnight(client: Client, queries: Queries) -> None:
    with time_machine.travel("2026-11-23T22:59:50Z", tick=False) as clock:
        queries()
        assert queries() == 1
        clock.shift(20)
        assert queries() > 1


def test_who_has_a_cookie_goes_past(client: Client, queries: Queries) -> None:
    queries()
    client.cookies["autre"] = "x"
    assert queries() > 1


def test_what_is_made_for_an_account_is_not_kept(client: Client, queries: Queries) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert queries() > 1
    assert queries() > 1


def test_unknown_parameters_share_the_page_and_never_make_it(client: Client, queries: Queries) -> None:
    assert queries(f"{PATH}?utm_source=x") > 1
    assert queries() > 1
    assert queries(f"{PATH}?fbclid=y") == 1


def test_another_host_scheme_or_method_has_pages_of_its_own(
    client: Client, queries: Queries, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "testserver", "autre.exemple.fr"]
    queries()
    assert queries(headers={"host": "autre.exemple.fr"}) > 1
    assert queries(secure=True) > 1
    assert client.head(PATH).status_code == 200
    assert client.post(PATH).status_code == 405


def test_a_browser_that_has_the_page_is_told_so(client: Client) -> None:
    signature = client.get(PATH).headers["ETag"]
    again = client.get(PATH, headers={"if-none-match": signature})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", signature)
    assert client.get(PATH, headers={"if-none-match": '"autre"'}).status_code == 200


def test_it_is_sent_compressed_to_who_can_read_it(client: Client) -> None:
    plain = client.get(PATH)
    small = client.get(PATH, headers={"accept-encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    for taken, header in (
        (False, "gzip;q=0"),
        (False, "gzip ; q=0.000"),
        (False, "x-notgzip"),
        (False, ""),
        (True, "GZIP"),
        (True, "deflate, gzip;q=0.5"),
    ):
        assert ("Content-Encoding" in client.get(PATH, headers={"accept-encoding": header}).headers) is taken
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_errors_and_forms_are_not_kept(client: Client) -> None:
    assert client.get(PATH).headers["ETag"]
    for path in ("/nulle-part/", "/administration/login/", "/seance/"):
        assert "ETag" not in client.get(path).headers, path


def an_entry(size: int) -> Entry:
    now = timezone.now()
    return Entry((), b"x" * size, b"", "", now - timedelta(hours=1), now + timedelta(hours=1))


def test_the_least_used_page_goes_first(settings: Any) -> None:
    settings.PAGE_CACHE_MB = 1
    store, now, generation = PageStore(), timezone.now(), (1, 1)
    store.get("a", generation, now)
    for name in ("a", "b"):
        store.put(name, generation, an_entry(MEGABYTE // 3))
    assert store.get("a", generation, now)
    store.put("c", generation, an_entry(MEGABYTE // 2))
    assert [bool(store.get(name, generation, now)) for name in "abc"] == [True, False, True]
    store.put("d", generation, an_entry(2 * MEGABYTE))
    assert store.get("a", generation, now)
    assert store.get("d", generation, now) is None


def test_what_was_made_before_a_change_is_not_kept_after_it() -> None:
    now = timezone.now()
    PAGE_STORE.get("a", (1, 1), now)
    PAGE_STORE.get("a", (2, 2), now)
    PAGE_STORE.put("a", (1, 1), an_entry(10))
    assert PAGE_STORE.get("a", (2, 2), now) is None
    assert PAGE_STORE.get("a", (1, 1), now) is None
