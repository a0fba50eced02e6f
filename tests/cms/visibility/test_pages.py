"""The response at the address of a hidden page, and that nothing links to it. For other outputs see
tests/trust/leaks.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from home.models import Navigation
from lessons.models import GuidePage
from tests.cms.visibility.canary import (
    CANARY,
    Place,
    below_a_restricted_catalogue,
    draft,
    each_state,
    embargoed,
    expired,
    login_only,
    read,
    text_of,
    withdrawn,
)
from tests.factories import (
    PlainPageFactory,
)

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "hide", [draft, withdrawn, expired, embargoed, login_only], ids=lambda hide: hide.__name__
)
def test_a_menu_does_not_lead_to_a_page_that_not_everyone_may_read(
    client: Client, place: Place, hide: Callable[[Any], None]
) -> None:
    page = PlainPageFactory(parent=place.index.get_parent(), title="Notre équipe", slug="equipe")
    menus = Navigation.for_site(Site.objects.get())
    menus.main_menu = [("link", {"page": page, "address": "", "label": ""})]
    menus.save()
    assert "Notre équipe" in read(client, "/")
    hide(page)
    assert "Notre équipe" not in read(client, "/")
