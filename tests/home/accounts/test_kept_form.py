"""If the administration cannot accept a form now, the response keeps its content and can send it again."""

import errno
import re
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuideIndexPageFactory, UserFactory, make_site
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
KEPT = "cette page le garde"
WORDS = "Écrire « à la main »\r\n<puis> & relire"
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def index() -> GuideIndexPage:
    made: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return made


@pytest.fixture
def editor() -> User:
    made: User = UserFactory(is_superuser=True)
    return made


@pytest.fixture
def strict(editor: User) -> Client:
    """A browser: it needs a valid token, and displays error pages."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers=HERE)
    client.force_login(editor)
    return client


def address_of(index: GuideIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))


def filled(client: Client, index: GuideIndexPage) -> dict[str, str]:
    client.get(address_of(index))
    return guide_form(summary=WORDS) | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def sent_again(client: Client, answer: Any) -> Any:
    """The result of pressing « Envoyer de nouveau »."""
    html = answer.content.decode()
    assert KEPT in html
    address = re.search(r'<form action="([^"]*)" method="post">', html)
    assert address
    fields = [(unescape(name), unescape(value)) for name, value in FIELD.findall(html)]
    return client.post(address[1], dict(fields))


def test_a_form_posted_after_the_session_has_ended_is_sent_again_after_the_log_in(
    strict: Client, editor: User, index: GuideIndexPage
) -> None:
    form = filled(strict, index)
    strict.session.flush()
    refused = strict.post(address_of(index), form)
    assert refused.status_code == 403
    assert "Connectez-vous dans un autre onglet" in refused.content.decode()
    strict.force_login(editor)
    strict.cookies["csrftoken"] = "x" * 32  # A login changes the token.
    stale = sent_again(strict, refused)
    assert "Vous vous êtes connecté depuis" in stale.content.decode()
    assert sent_again(strict, stale).status_code == 302
    assert GuidePage.objects.get().get_latest_revision_as_object().summary == WORDS


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_a_form_that_fails_is_kept(
    strict: Client, index: GuideIndexPage, error: type[Exception], status: int
) -> None:
    form = filled(strict, index)
    with patch.object(GuidePage, "save_revision", side_effect=error("full disk")):
        failed = strict.post(address_of(index), form)
    assert failed.status_code == status
    assert "full disk" not in failed.content.decode()
    assert sent_again(strict, failed).status_code == 302
    assert GuidePage.objects.get().title == form["title"]


def test_a_form_that_found_no_room_while_it_was_received_is_not_said_to_be_kept(strict: Client) -> None:
    """Nothing of it was read: sending the page again would send an empty form."""
    full = OSError(errno.ENOSPC, "No space left on device")
    with patch.object(WSGIRequest, "parse_file_upload", side_effect=full):
        answer = strict.post(reverse("wagtailimages:add"), {"title": WORDS}, headers=HERE)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "plus de place sur le disque" in answer.content.decode()
    assert KEPT not in answer.content.decode()


def test_every_value_of_a_field_is_kept(client: Client, index: GuideIndexPage) -> None:
    form = guide_form() | {"devices": ["1", "22"]}
    page = client.post(address_of(index), form, headers=HERE).content.decode()
    assert [value for value in ("1", "22") if f'name="devices" value="{value}"' in page] == ["1", "22"]


def test_what_another_site_posts_is_not_kept(strict: Client, index: GuideIndexPage) -> None:
    form = guide_form()
    for origin in ({"Origin": "https://ailleurs.example"}, {"Origin": "null"}, {"Origin": ""}):
        assert KEPT not in strict.post(address_of(index), form, headers=origin).content.decode()
    strict.logout()
    answer = strict.post(address_of(index), form, headers={"Origin": "https://ailleurs.example"})
    assert KEPT not in answer.content.decode()


def test_a_password_is_never_kept(client: Client) -> None:
    make_site()
    answer = client.post("/administration/account/", {"password-new_password1": "secret"}, headers=HERE)
    assert answer.status_code == 302
    answer = client.post("/administration/login/", {"username": "awa", "password": "secret"}, headers=HERE)
    assert KEPT not in answer.content.decode()


def test_a_script_is_told_that_the_session_has_ended(client: Client, index: GuideIndexPage) -> None:
    answer = client.post(address_of(index), guide_form(), headers=HERE | {"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (403, "session_ended")
