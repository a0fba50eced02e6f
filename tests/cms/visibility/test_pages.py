"""Nothing tells of a hidden guide: no page, count, choice, menu, map, feed or error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from home.models import Navigation
from lessons.models import GuidePage
from tests.cms.visibility.canary import (
    CANARY,
    PAGES,
    Place,
    below_a_restricted_catalogue,
    draft,
    each_state,
    embargoed,
    expired,
    read,
    text_of,
    withdrawn,
)
from tests.factories import (
    GuideIndexPageFactory,
    PlainPageFactory,
)

pytestmark = pytest.mark.django_db


def test_the_canary_sings_in_all_these_places_while_the_guide_is_public(client: Client, place: Place) -> None:
    for path in ("/", "/guides/", place.shown.url, place.hidden.url, "/sitemap.xml", "/guides/fil.atom"):
        assert CANARY in read(client, path), path
    assert "Titre" in read(client, f"/guides/?q={CANARY}")


@each_state
def test_no_page_tells_of_a_guide_that_nobody_may_read(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    for path in [*PAGES, place.shown.url]:
        assert CANARY not in read(client, path), path


@each_state
def test_searching_its_words_finds_nothing(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    for words in (CANARY, f"mot-{CANARY}", "kanary", "Titre", "Consigne"):
        text = read(client, f"/guides/?q={words}")
        for clue in (f"Titre {CANARY}", f"Résumé {CANARY}", f"guide-{CANARY}", f"Niveau {CANARY}"):
            assert clue not in text
    assert CANARY not in read(client, "/guides/?q=kanary")


@each_state
def test_it_is_in_no_count(client: Client, place: Place, hide: Callable[[GuidePage], None]) -> None:
    hide(place.hidden)
    before = read(client, "/guides/")
    place.hidden.delete()
    assert read(client, "/guides/") == before


@each_state
def test_its_choices_are_not_offered_and_choosing_them_tells_nothing(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    text = read(client, f"/guides/?niveau=avance&site=site-{CANARY}&appareil=appareil-{CANARY}")
    assert f"Titre {CANARY}" not in text


@each_state
def test_its_own_address_says_nothing_of_it(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    response = client.get(place.hidden.url)
    expected = {"draft": 404, "embargoed": 404, "withdrawn": 410, "expired": 410, "behind_a_password": 200}
    assert response.status_code == expected.get(hide.__name__, 302)
    text = text_of(response)
    for word in ("Titre", "Résumé", "Étape", "Consigne", "Niveau", "Description"):
        assert f"{word} {CANARY}" not in text


def test_a_guide_that_leaves_a_restricted_place_is_public_again(client: Client, place: Place) -> None:
    below_a_restricted_catalogue(place.hidden)
    place.hidden.move(place.index, pos="last-child")
    place.hidden.refresh_from_db()
    assert CANARY in read(client, "/guides/")
    assert CANARY in read(client, place.hidden.url)


def test_a_page_of_another_tree_has_no_address_here(client: Client, place: Place) -> None:
    home = place.index.get_parent()
    outside = GuideIndexPageFactory(parent=home.get_parent(), title="Ailleurs", slug="ailleurs")
    place.hidden.move(outside, pos="last-child")
    for path in [*PAGES, place.shown.url]:
        if path != place.shown.url:
            assert f"Titre {CANARY}" not in read(client, path), path
    assert client.get(f"/g/{place.hidden.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/guides/guide-kanar/", "/guide-kanari/", "/guides/guide-kanari/autre/"])
def test_an_error_page_suggests_nothing_hidden(client: Client, place: Place, path: str) -> None:
    draft(place.hidden)
    response = client.get(path)
    assert response.status_code == 404
    assert f"Titre {CANARY}" not in text_of(response)


@pytest.mark.parametrize("hide", [draft, withdrawn, expired, embargoed], ids=lambda hide: hide.__name__)
def test_a_menu_does_not_lead_to_a_page_that_is_gone(
    client: Client, place: Place, hide: Callable[[Any], None]
) -> None:
    page = PlainPageFactory(parent=place.index.get_parent(), title="Notre équipe", slug="equipe")
    menus = Navigation.for_site(Site.objects.get())
    menus.main_menu = [("link", {"page": page, "address": "", "label": ""})]
    menus.save()
    assert "Notre équipe" in read(client, "/")
    hide(page)
    assert "Notre équipe" not in read(client, "/")
