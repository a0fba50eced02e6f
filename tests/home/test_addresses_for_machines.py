"""Addresses for machines: health of the site, sitemap, robots.txt, icon, pictures."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories import PlainPageFactory, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return make_site()


def sitemap(client: Client) -> str:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return response.content.decode()


def test_health_is_good_while_the_database_answers(client: Client) -> None:
    response = client.get("/sante/")
    assert response.status_code == 200
    assert response.json().items() >= {"etat": "ok", "base": "ok"}.items()


def test_health_is_bad_without_a_database_and_says_no_more(client: Client) -> None:
    with patch("home.views.connection.cursor", side_effect=DatabaseError("mot de passe secret")):
        response = client.get("/sante/")
    assert response.status_code == 503
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize(("free", "percent", "is_full"), [(160, 84, False), (150, 85, True), (0, 100, True)])
def test_health_tells_how_full_the_disk_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, percent: int, is_full: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(total=1000, free=free))
    assert client.get("/sante/").json()["disque"] == {"plein_a": percent, "presque_plein": is_full}


def test_robots_may_read_everything_but_the_administration(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /administration/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_map_lists_pages_with_the_day_they_changed(client: Client, home: HomePage) -> None:
    changed = timezone.now()
    page = PlainPageFactory(parent=home, last_published_at=changed)
    text = sitemap(client)
    assert f"<loc>{page.full_url}</loc><lastmod>{timezone.localtime(changed).date()}" in text


def test_the_map_leaves_out_what_nobody_may_read(client: Client, home: HomePage) -> None:
    now = timezone.now()
    PlainPageFactory(parent=home, slug="brouillon", live=False)
    PlainPageFactory(parent=home, slug="expire", expire_at=now - timedelta(hours=1))
    PlainPageFactory(parent=home, slug="pas-encore", go_live_at=now + timedelta(hours=1))
    closed = PlainPageFactory(parent=home, slug="ferme")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    PlainPageFactory(parent=closed, slug="dessous")
    text = sitemap(client)
    assert home.full_url in text
    for slug in ("brouillon", "expire", "pas-encore", "ferme", "dessous"):
        assert slug not in text


@pytest.mark.parametrize("part", ["0", "-1", "99999", "zzz", "1.5", "%00"])
def test_a_part_of_the_map_that_does_not_exist_is_not_found(
    client: Client, home: HomePage, part: str
) -> None:
    assert client.get(f"/sitemap.xml?p={part}").status_code == 404


def test_the_sign_of_the_site_is_found_by_habit(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith("favicon.svg")


def write(name: str) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"picture")


def test_a_resized_picture_is_served_for_a_long_time(client: Client) -> None:
    write("images/ecran.png")
    response: Any = client.get("/media/images/ecran.png")
    assert b"".join(response.streaming_content) == b"picture"
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "original_images/secret.png",
        "documents/secret.pdf",
        "images/../original_images/secret.png",
        "images/%2e%2e/original_images/secret.png",
        "images/",
        "images",
        "images/absent.png",
        "images/" + "a" * 300,
        "images/" + "é" * 200,
    ],
)
def test_no_other_file_has_an_address(client: Client, path: str) -> None:
    write("original_images/secret.png")
    write("documents/secret.pdf")
    assert client.get(f"/media/{path}").status_code == 404
