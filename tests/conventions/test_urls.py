"""Every address of the site is classed: public, for editors, or private. None is open by oversight."""

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from lessons.models import GuidePage
from tests.conventions.addresses import (
    ADDRESSES,
    ADMINISTRATION,
    EDITOR,
    OPEN_IN_ADMINISTRATION,
    PRIVATE,
    PUBLIC,
    Address,
    administration_examples,
    routes,
    routes_outside_administration,
)

pytestmark = pytest.mark.django_db


def of(audience: str) -> pytest.MarkDecorator:
    chosen = [address for address in ADDRESSES if address.audience == audience]
    return pytest.mark.parametrize("address", chosen, ids=lambda address: address.route)


def ask(client: Client, address: Address, guide: GuidePage) -> HttpResponseBase:
    return client.get(address.example.format(guide=guide.url, pk=guide.pk))


def sends_to_log_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response["Location"].startswith(reverse("wagtailadmin_login"))


def test_every_address_is_classed() -> None:
    missing = set(routes_outside_administration()) - {address.route for address in ADDRESSES}
    assert not missing, (
        f"Who may ask for {sorted(missing)}? Add each to ADDRESSES in tests/conventions/addresses.py."
    )


def test_no_address_is_classed_that_is_gone_or_twice() -> None:
    classed = [address.route for address in ADDRESSES]
    gone = set(classed) - set(routes_outside_administration())
    assert not gone, f"No such address: take {sorted(gone)} out of tests/conventions/addresses.py."
    assert len(classed) == len(set(classed)), "An address stands twice in tests/conventions/addresses.py."
    assert {address.audience for address in ADDRESSES} <= {PUBLIC, EDITOR, PRIVATE}


@of(PUBLIC)
def test_a_public_address_answers_anyone(client: Client, guide: GuidePage, address: Address) -> None:
    response = ask(client, address, guide)
    assert response.status_code == address.status, f"{address.example} answers {response.status_code}."
    assert not sends_to_log_in(response)


@of(EDITOR)
def test_an_editors_address_sends_visitors_to_log_in(
    client: Client, guide: GuidePage, address: Address
) -> None:
    assert sends_to_log_in(ask(client, address, guide)), (
        f"{address.route} does not send a visitor to the page to log in: require a permission, or class it otherwise."
    )


@of(PRIVATE)
def test_a_private_address_is_not_found_without_its_key(
    client: Client, guide: GuidePage, address: Address
) -> None:
    assert ask(client, address, guide).status_code == 404


@pytest.mark.parametrize(("route", "path"), administration_examples().items())
def test_the_administration_is_closed_to_visitors(client: Client, route: str, path: str) -> None:
    response = client.get(path)
    if route in OPEN_IN_ADMINISTRATION:
        assert response.status_code < 500
    else:
        assert sends_to_log_in(response) or response.status_code in {401, 403}, (
            f"A visitor who asks for {path} gets {response.status_code}: require a permission in the view of {route}, "
            "or say in OPEN_IN_ADMINISTRATION of tests/conventions/addresses.py why it is open."
        )


def test_what_is_open_in_the_administration_exists() -> None:
    stale = set(OPEN_IN_ADMINISTRATION) - {route for route, _ in routes()}
    assert not stale, f"No such address: take {sorted(stale)} out of OPEN_IN_ADMINISTRATION."
    assert all(route.startswith(ADMINISTRATION) for route in OPEN_IN_ADMINISTRATION)
