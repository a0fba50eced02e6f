"""Response headers for browsers: a strict policy for visitors, a working one for editors."""

import pytest
from django.test import Client

from home.models import HomePage
from tests.factories import UserFactory, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return make_site()


def policy(client: Client, path: str) -> dict[str, str]:
    text = client.get(path)["Content-Security-Policy"]
    return {name: value for name, _, value in (part.strip().partition(" ") for part in text.split(";"))}


def test_a_public_page_allows_nothing_inline_and_nothing_from_elsewhere(
    client: Client, home: HomePage
) -> None:
    found = policy(client, "/")
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == "'self'"
    assert "unsafe" not in " ".join(found.values())


def test_the_administration_allows_its_own_inline_scripts_but_nothing_from_elsewhere(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    found = policy(client, "/administration/")
    assert found["script-src"] == "'self' 'unsafe-inline'"
    assert found["img-src"] == "'self' data: blob:"
    assert "http" not in " ".join(found.values())


def test_no_page_may_use_the_camera_or_the_place(client: Client, home: HomePage) -> None:
    for feature in ("camera=()", "geolocation=()", "microphone=()"):
        assert feature in client.get("/")["Permissions-Policy"]


def test_forms_still_work_with_the_referrer_policy(client: Client, home: HomePage) -> None:
    assert client.get("/")["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_page_is_only_read(client: Client, home: HomePage, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_head_has_the_headers_of_get_and_options_says_what_is_allowed(client: Client, home: HomePage) -> None:
    assert client.head("/").headers["Content-Type"] == client.get("/").headers["Content-Type"]
    assert client.options("/")["Allow"] == "GET, HEAD, OPTIONS"
