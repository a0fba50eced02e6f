"""Other apps add links to the home page through hooks, once there is something to lead to."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.test import Client
from wagtail import hooks

from home.hooks import HOME_ENTRANCE_HOOK, HOME_HELPER_HOOK, HomeLink
from tests.factories import make_site

pytestmark = pytest.mark.django_db

PRACTICE = HomeLink(
    "S’entraîner",
    "De faux écrans, comme les vrais.",
    "/s-entrainer/",
    "practice",
    "18 exercices. Rien n’est envoyé.",
)
PLACES = HomeLink("Trouver de l’aide", "Un lieu, ses horaires, le tram.", "/lieux/", "places")


def leading_to(link: HomeLink | None) -> Callable[[HttpRequest], HomeLink | None]:
    return lambda _request: link


def home(client: Client) -> BeautifulSoup:
    make_site()
    return BeautifulSoup(client.get("/").content, "html.parser")


def test_no_entrance_is_announced_while_none_exists(client: Client) -> None:
    with hooks.register_temporarily(HOME_ENTRANCE_HOOK, leading_to(None)):
        assert "Pas sûr de savoir quoi chercher" not in home(client).get_text()


def test_entrances_stand_in_their_order_each_with_its_drawing(client: Client) -> None:
    both = [(HOME_ENTRANCE_HOOK, leading_to(PRACTICE)), (HOME_ENTRANCE_HOOK, leading_to(PLACES))]
    with hooks.register_temporarily(both):
        page = home(client)
    entrances = page.select("article.entrance")
    assert [one.a["href"] for one in entrances if one.a] == ["/s-entrainer/", "/lieux/"]
    assert all(one.select("svg[aria-hidden] path") for one in entrances)
    assert [one.get_text() for one in page.select(".fact")] == ["18 exercices. Rien n’est envoyé."]


def test_a_row_for_people_who_help_follows_the_others(client: Client) -> None:
    row = HomeLink("Coordinateur : suivre le réseau", "Lieux et horaires.", "/reseau/", "screen")
    with hooks.register_temporarily(HOME_HELPER_HOOK, leading_to(row)):
        rows = home(client).select(".halves .rows a")
    assert rows[-1]["href"] == "/reseau/"
    assert rows[-1].get_text() == "Coordinateur\xa0: suivre le réseau"
