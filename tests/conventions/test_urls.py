"""Every address of the site is classified as public, for editors, or private. None is open by mistake."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
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
from tests.conventions.offenders import Checks, assert_none

pytestmark = pytest.mark.django_db


def sends_to_log_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response["Location"].startswith(reverse("wagtailadmin_login"))


def is_closed(response: HttpResponseBase) -> bool:
    return sends_to_log_in(response) or response.status_code in {401, 403}


def assert_each_answers(
    audience: str, guide: GuidePage, fits: Callable[[Address, HttpResponseBase], bool], advice: str
) -> None:
    """Request every address of `audience` as a visitor: each response must satisfy `fits`."""
    checks = Checks()
    for address in ADDRESSES:
        if address.audience == audience:
            path = address.example.format(guide=guide.url, pk=guide.pk)
            with checks.visit(f"{address.route}, asked as {path}") as client:
                response = client.get(path)
                assert fits(address, response), f"answers {response.status_code}"
    checks.assert_none_failed(advice)


def test_every_address_is_classed() -> None:
    missing = set(routes_outside_administration()) - {address.route for address in ADDRESSES}
    advice = "Who may ask for these? Add each to ADDRESSES in tests/conventions/addresses.py."
    assert_none(sorted(missing), advice)


def test_no_address_is_classed_that_is_gone() -> None:
    gone = {address.route for address in ADDRESSES} - set(routes_outside_administration())
    assert_none(sorted(gone), "There are no such addresses: take them out of tests/conventions/addresses.py.")


def test_no_address_is_classed_twice() -> None:
    counts = Counter(address.route for address in ADDRESSES)
    twice = [route for route, count in counts.items() if count > 1]
    assert_none(twice, "These addresses stand twice in tests/conventions/addresses.py.")


def test_every_address_is_public_for_editors_or_private() -> None:
    other = [address.route for address in ADDRESSES if address.audience not in {PUBLIC, EDITOR, PRIVATE}]
    assert_none(other, "Class these as PUBLIC, EDITOR or PRIVATE in tests/conventions/addresses.py.")


def test_every_public_address_answers_anyone(guide: GuidePage) -> None:
    assert_each_answers(
        PUBLIC,
        guide,
        lambda address, response: response.status_code == address.status and not sends_to_log_in(response),
        "A visitor does not get the answer that tests/conventions/addresses.py promises for these.",
    )


def test_every_address_for_editors_sends_visitors_to_log_in(guide: GuidePage) -> None:
    assert_each_answers(
        EDITOR,
        guide,
        lambda _address, response: sends_to_log_in(response),
        "These do not send a visitor to the page to log in: require a permission, or class them otherwise.",
    )


def test_no_private_address_is_found_without_its_key(guide: GuidePage) -> None:
    assert_each_answers(
        PRIVATE,
        guide,
        lambda _address, response: response.status_code == 404,
        "Without its key, a private address is not found.",
    )


def test_the_administration_is_closed_to_visitors() -> None:
    checks = Checks()
    for route, path in administration_examples().items():
        with checks.visit(f"{route}, asked as {path}") as client:
            response = client.get(path)
            fits = response.status_code < 500 if route in OPEN_IN_ADMINISTRATION else is_closed(response)
            assert fits, f"answers {response.status_code}"
    checks.assert_none_failed(
        "These are open to visitors: require a permission in their views, or say why they are open in "
        "OPEN_IN_ADMINISTRATION of tests/conventions/addresses.py."
    )


def test_what_is_open_in_the_administration_exists() -> None:
    stale = set(OPEN_IN_ADMINISTRATION) - {route for route, _ in routes()}
    assert_none(sorted(stale), "There are no such addresses: take them out of OPEN_IN_ADMINISTRATION.")
    assert all(route.startswith(ADMINISTRATION) for route in OPEN_IN_ADMINISTRATION)
