"""Requests that only read keep what Django and Wagtail cache until something public changes."""

from datetime import datetime, timedelta

from django.core.cache import cache

from home.caching.memoize import memoizing


def in_an_hour(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def test_it_is_kept_from_one_request_to_the_next() -> None:
    with memoizing(lambda: 1, in_an_hour):
        assert cache.get("key", "nothing") == "nothing"
        cache.set("key", [1, 2], 3600)
    with memoizing(lambda: 1, in_an_hour):
        assert cache.get("key") == [1, 2]
        assert cache.get("key", version=2) is None
        assert "key" in cache
        assert not cache.add("key", "other")


def test_what_one_request_changes_of_it_is_its_own() -> None:
    with memoizing(lambda: 1, in_an_hour):
        cache.set("key", [1])
        cache.get("key").append(2)
        assert cache.get("key") == [1]


def test_a_public_change_ends_it() -> None:
    with memoizing(lambda: 1, in_an_hour):
        cache.set("key", "old")
    with memoizing(lambda: 2, in_an_hour):
        assert cache.get("key") is None
        assert cache.add("key", "new")
        assert cache.get("key") == "new"


def test_what_is_deleted_is_gone() -> None:
    with memoizing(lambda: 1, in_an_hour):
        cache.set_many({"one": 1, "other": 2})
        cache.delete("one")
        assert cache.get_many(["one", "other"]) == {"other": 2}


def test_where_nobody_reads_a_page_nothing_is_kept() -> None:
    cache.set("key", "value")
    assert cache.get("key") is None
    with memoizing(lambda: 1, in_an_hour):
        assert cache.get("key") is None
