"""A town's colour and logo on pages: each town its own, allowed by the security policy, and nothing else allowed."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from PIL import Image
from wagtail.models import Page, Site

from home.brand_colours import USUAL, by_day, by_night
from home.http.security_headers import SecurityHeadersMiddleware
from home.models import SiteIdentity, SiteImage
from tests.factories import HomePageFactory, UserFactory, make_site

pytestmark = pytest.mark.django_db
PLUM, GREEN = "#6d2077", "#2e7d32"
HOSTS = {"localhost": ("Mairie de Prune", PLUM), "vert.exemple": ("Mairie de Vert", GREEN)}


def make_logo(size: tuple[int, int], colour: str = "#123456") -> SiteImage:
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return SiteImage.objects.create(title="Logo", file=ContentFile(content.getvalue(), "logo.png"))


@pytest.fixture(autouse=True)
def _hosts(settings: Any) -> None:
    settings.ALLOWED_HOSTS = list(HOSTS)


@pytest.fixture
def towns() -> dict[str, SiteIdentity]:
    """Two towns on one server."""
    make_site()
    root = HomePageFactory(parent=Page.objects.get(depth=1), slug="vert")
    Site.objects.create(hostname="vert.exemple", root_page=root, site_name="Vert")
    return {
        host: SiteIdentity.objects.create(
            site=Site.objects.get(hostname=host), organisation=name, colour=colour
        )
        for host, (name, colour) in HOSTS.items()
    }


def read(client: Client, host: str, path: str = "/", **headers: str) -> Any:
    return client.get(path, headers={"host": host, **headers})


def style_of(response: Any) -> str:
    tag = BeautifulSoup(response.content, "html.parser").select_one("style")
    return tag.get_text() if tag else ""


def source_of(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def style_sources(response: Any) -> str:
    found = re.search(r"style-src ([^;]*)", response["Content-Security-Policy"])
    assert found
    return found[1]


@pytest.mark.parametrize("host", HOSTS)
def test_each_town_has_its_own_colours(client: Client, towns: Any, host: str) -> None:
    name, colour = HOSTS[host]
    for _time in ("made", "kept"):  # The second answer comes from the page cache.
        response = read(client, host)
        head = BeautifulSoup(response.content, "html.parser").head
        assert head is not None
        style = style_of(response)
        assert by_day(colour).as_css() in style
        assert by_night(colour).as_css() in style
        bars = [str(tag["content"]) for tag in head.select('meta[name="theme-color"]')]
        assert bars == [by_day(colour).brand, by_night(colour).deep]
        [icon] = head.select('link[rel="icon"]')
        assert str(icon["href"]).startswith("data:image/svg+xml,")
        assert f"%23{by_day(colour).brand[1:]}" in str(icon["href"])
        other = next(code for _name, code in HOSTS.values() if code != colour)
        assert other[1:] not in response.content.decode()
        assert name in response.content.decode()


def test_the_policy_allows_the_style_of_the_town_and_nothing_else(client: Client, towns: Any) -> None:
    response = read(client, "localhost")
    assert style_sources(response) == f"'self' {source_of(style_of(response))}"
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_page_from_the_cache_has_the_same_policy(client: Client, towns: Any) -> None:
    made = read(client, "localhost")
    for headers in ({}, {"accept-encoding": "gzip"}):
        kept = read(client, "localhost", **headers)
        assert kept["Content-Security-Policy"] == made["Content-Security-Policy"]
    packed = read(client, "localhost", **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == made.content


def test_a_page_that_has_not_changed_keeps_the_policy_of_its_copy(client: Client, towns: Any) -> None:
    etag = read(client, "localhost")["ETag"]
    response = read(client, "localhost", **{"if-none-match": etag})
    assert response.status_code == 304
    assert "Content-Security-Policy" not in response


@pytest.mark.parametrize(
    "body",
    [
        '<style data-colour="6d2077">body{display:none}</style>',
        '<style data-colour="6d2077;x">',
        '<style data-colour="6D2077">',
        "<p>&lt;style data-colour=&quot;6d2077&quot;&gt;</p>",
        f'<p>{"x" * 3_000}</p><style data-colour="6d2077">',
    ],
)
def test_the_words_of_a_page_never_allow_a_style_of_their_own(rf: RequestFactory, body: str) -> None:
    response = SecurityHeadersMiddleware(lambda request: HttpResponse(body))(rf.get("/"))
    assert source_of("body{display:none}") not in response["Content-Security-Policy"]
    if not body.startswith('<style data-colour="6d2077">'):
        assert style_sources(response) == "'self'"


def test_files_of_other_kinds_are_not_looked_at(rf: RequestFactory) -> None:
    plain = HttpResponse('<style data-colour="6d2077">', content_type="text/plain")
    assert style_sources(SecurityHeadersMiddleware(lambda request: plain)(rf.get("/"))) == "'self'"


def test_without_a_colour_nothing_is_inline(client: Client, towns: dict[str, SiteIdentity]) -> None:
    SiteIdentity.objects.filter(site__hostname="localhost").update(colour="")
    response = read(client, "localhost")
    assert style_of(response) == ""
    assert style_sources(response) == "'self'"
    assert f'content="{USUAL}"' in response.content.decode()
    assert "favicon" in response.content.decode()


@pytest.mark.parametrize("stored", ["red", "#12", "}*{}", "#C8102E"])
def test_a_colour_that_was_stored_otherwise_is_the_usual_one(client: Client, towns: Any, stored: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE home_siteidentity SET colour = %s", [stored])
    response = read(client, "localhost")
    assert response.status_code == 200
    assert style_of(response) == ""


def test_a_missing_page_has_the_colours_of_its_town(client: Client, towns: Any) -> None:
    response = read(client, "vert.exemple", "/nulle-part/")
    assert response.status_code == 404
    assert by_day(GREEN).as_css() in style_of(response)
    assert source_of(style_of(response)) in style_sources(response)


def test_the_administration_and_its_login_have_the_colours_of_the_town_at_their_address(
    client: Client, towns: Any
) -> None:
    login = read(client, "vert.exemple", "/administration/login/").content.decode()
    client.force_login(UserFactory(is_superuser=True))
    inside = read(client, "localhost", "/administration/")
    for html, colour in ((login, GREEN), (inside.content.decode(), PLUM)):
        assert f"html:root {{ {by_day(colour).as_css()} }}" in html
        assert f"html:root.w-theme-dark {{ {by_night(colour).as_css()} }}" in html
    assert style_sources(inside) == "'self' 'unsafe-inline'"  # A hash would switch off what Wagtail needs.


def test_the_administration_has_the_usual_colours_too(client: Client) -> None:
    make_site()
    assert by_day(USUAL).as_css() in read(client, "localhost", "/administration/login/").content.decode()


def test_the_offline_page_is_fetched_anew_when_the_colour_changes(
    client: Client, towns: dict[str, SiteIdentity]
) -> None:
    before = read(client, "localhost", "/sw.js").content
    assert read(client, "localhost", "/sw.js").content == before
    SiteIdentity.objects.filter(site__hostname="localhost").update(colour=GREEN)
    assert read(client, "localhost", "/sw.js").content != before


def header_of(town: SiteIdentity) -> BeautifulSoup:
    request = RequestFactory().get("/", headers={"host": town.site.hostname})
    html = Template('{% include "includes/town.html" %}').render(Context({"request": request}))
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("size", "shown"),
    [((300, 300), (44, 44)), ((1200, 120), (200, 20)), ((120, 1200), (4, 44)), ((60, 50), (53, 44))],
)
def test_a_logo_of_any_shape_is_at_most_44_points_high(
    towns: dict[str, SiteIdentity], size: tuple[int, int], shown: tuple[int, int]
) -> None:
    town = towns["localhost"]
    town.logo = make_logo(size)
    town.save()
    image = header_of(town).img
    assert image is not None
    assert (int(str(image["width"])), int(str(image["height"]))) == shown
    assert image["alt"] == ""  # The name is said beside it.


def test_a_logo_alone_says_what_it_is(towns: dict[str, SiteIdentity]) -> None:
    town = towns["localhost"]
    town.logo, town.organisation = make_logo((300, 300)), ""
    town.save()
    image = header_of(town).img
    assert image is not None
    assert image["alt"] == "Logo de la structure"


def test_a_town_without_logo_or_name_has_no_place_in_the_header(towns: dict[str, SiteIdentity]) -> None:
    town = towns["localhost"]
    assert header_of(town).get_text(strip=True) == "Mairie de Prune"
    SiteIdentity.objects.filter(pk=town.pk).update(organisation="")
    assert header_of(town).get_text(strip=True) == ""


def test_a_lost_logo_leaves_the_name(towns: dict[str, SiteIdentity]) -> None:
    town = towns["localhost"]
    town.logo = make_logo((300, 300))
    town.save()
    town.logo.file.storage.delete(town.logo.file.name)
    header = header_of(town)
    assert header.img is None
    assert header.get_text(strip=True) == "Mairie de Prune"
