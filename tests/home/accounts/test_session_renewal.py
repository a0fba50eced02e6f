"""A login lasts for 8 hours after the last action; an unattended page does not extend it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory, make_site

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def home() -> Any:
    return make_site()


@pytest.fixture
def editor(client: Client, home: Any) -> Client:
    with time_machine.travel(MORNING, tick=False):
        client.force_login(UserFactory(is_superuser=True))
    return client


def ends_at() -> datetime:
    return Session.objects.get().expire_date


def test_each_act_begins_the_eight_hours_again(editor: Client) -> None:
    for hours in (7, 14, 21):
        with time_machine.travel(MORNING + timedelta(hours=hours), tick=False):
            answer = editor.get(reverse("wagtailadmin_home"))
            assert answer.status_code == 200
            assert answer.cookies["sessionid"]["max-age"] == 8 * 60 * 60
            assert ends_at() == MORNING + timedelta(hours=hours + 8)
    with time_machine.travel(MORNING + timedelta(hours=30), tick=False):
        assert editor.get(reverse("wagtailadmin_home")).status_code == 302


def test_what_an_open_page_asks_by_itself_renews_nothing(editor: Client, home: Any) -> None:
    ping = reverse("wagtailadmin_editing_sessions:ping", args=("wagtailcore", "page", home.pk, 1))
    with time_machine.travel(MORNING + timedelta(hours=7), tick=False):
        assert editor.post(ping).status_code == 200
        assert editor.get(reverse("connection")).status_code == 200
        assert ends_at() == MORNING + timedelta(hours=8)


def test_a_session_is_not_written_at_each_request(editor: Client) -> None:
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        editor.get(reverse("wagtailadmin_home"))
        assert "sessionid" not in editor.get(reverse("wagtailadmin_home")).cookies


def test_an_open_page_learns_who_is_logged_in(client: Client, home: Any) -> None:
    editor = client
    editor.force_login(UserFactory(is_superuser=True))
    script = {"X-Requested-With": "XMLHttpRequest"}
    answer = editor.get(reverse("connection"), headers=script)
    assert set(answer.json()) == {"account", "token"}
    assert "no-store" in answer["Cache-Control"]
    assert "Fermez cet onglet" in editor.get(reverse("connection")).content.decode()
    client.logout()
    assert client.get(reverse("connection"), headers=script).status_code == 403
