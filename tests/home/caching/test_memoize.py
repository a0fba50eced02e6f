"""A memoized value is computed once until something public is written or a date passes;
elsewhere, each time.
"""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from home.caching.generation import current_generation
from home.caching.memoize import memoize_per_generation, memoizing
from home.caching.page_store import PAGE_STORE
from home.models import HomePage, SiteIdentity
from tests.factories import PlainPageFactory, make_site

asked: list[str] = []


@memoize_per_generation
def fact(name: str) -> str:
    asked.append(name)
    return name.upper()


@pytest.fixture(autouse=True)
def _nothing_asked_yet() -> None:
    asked.clear()


def in_an_hour(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def read(generation: int, *names: str) -> list[str]:
    with memoizing(lambda: generation, in_an_hour):
        return [fact(name) for name in names]


def test_a_fact_is_asked_once_in_a_generation() -> None:
    assert read(1, "a", "b", "a") == ["A", "B", "A"]
    read(1, "b")
    assert asked == ["a", "b"]


def test_another_generation_asks_again_whichever_came_first() -> None:
    read(2, "a")
    read(1, "a")
    read(2, "a")
    assert asked == ["a", "a", "a"]


def test_a_fact_is_asked_again_when_the_date_of_a_page_has_passed(time_machine: TimeMachineFixture) -> None:
    start = timezone.now()
    read(1, "a")
    time_machine.move_to(start + timedelta(minutes=61), tick=False)
    read(1, "a")
    assert asked == ["a", "a"]


def test_where_nobody_reads_a_page_a_fact_is_asked_each_time() -> None:
    assert [fact("a"), fact("a")] == ["A", "A"]
    assert asked == ["a", "a"]


def test_a_failure_is_not_remembered() -> None:
    answers = iter([OSError("down"), "up"])

    @memoize_per_generation
    def shaky() -> str:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    with memoizing(lambda: 1, in_an_hour):
        with pytest.raises(OSError, match="down"):
            shaky()
        assert shaky() == "up"


@pytest.mark.django_db
def test_what_is_read_after_a_write_of_the_same_request_is_not_remembered() -> None:
    home = make_site()
    with memoizing(current_generation, in_an_hour):
        fact("before")
        HomePage.objects.filter(pk=home.pk).update(title="Autre")
        fact("after")
        fact("after")
    assert asked == ["before", "after", "after"]


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["", "seance=1"])
def test_a_change_is_on_the_next_page_for_visitors_known_or_not(client: Client, cookie: str) -> None:
    identity = SiteIdentity.for_site(make_site().get_site())
    SiteIdentity.objects.filter(pk=identity.pk).update(footer_note="Avant")
    assert "Avant" in client.get("/", headers={"cookie": cookie}).text
    SiteIdentity.objects.filter(pk=identity.pk).update(footer_note="Pendant")
    PAGE_STORE.forget()
    page = client.get("/", headers={"cookie": cookie}).text
    assert "Pendant" in page
    assert "Avant" not in page


@pytest.mark.django_db
def test_a_page_that_changes_its_address_is_at_the_new_one_only(client: Client) -> None:
    page = PlainPageFactory(parent=make_site(), slug="avant")
    assert client.get("/avant/", headers={"cookie": "a=b"}).status_code == 200
    page.slug = "apres"
    page.save()
    assert client.get("/avant/", headers={"cookie": "a=b"}).status_code == 404
    assert client.get("/apres/", headers={"cookie": "a=b"}).status_code == 200
