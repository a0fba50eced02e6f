"""Every address of the administration, ours and Wagtail's, requested by every role with GET and POST: who has
access.

`access.txt` has a line for each: "GET | POST | address", each with the letters of those who have access: V a
visitor, S an account without a role, W a writer, R a reviewer, A an administrator. A role whose letter is
there must not be refused; one whose letter is not there must not have access. A new address without a line
fails.
"""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from home.models import User
from lessons.models import GuidePage
from tests.conventions.offenders import assert_none
from tests.factories import UserFactory
from tests.lessons.quality.administration import addresses, answer_of, make_things

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.txt")
METHODS = ("get", "post")


def expected() -> dict[str, tuple[str, str]]:
    """For each address, who has access by GET and who by POST."""
    lines = (line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {address.strip(): (get.strip(), post.strip()) for get, post, address in lines}


@pytest.fixture
def accounts(writer: User, reviewer: User, administrator: User) -> dict[str, User | None]:
    stranger: User = UserFactory(username="etranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return {"V": None, "S": stranger, "W": writer, "R": reviewer, "A": administrator}


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    differ = set(addresses()) ^ expected().keys()
    assert_none(sorted(differ), "Who may ask for these? See tests/lessons/quality/access.txt.")


@pytest.mark.parametrize("who", "VSWRA")
def test_each_role_comes_in_where_it_may_and_nowhere_else(
    accounts: dict[str, User | None], draft: GuidePage, writer: User, who: str
) -> None:
    things = make_things(draft, writer)
    client = Client()
    if account := accounts[who]:
        client.force_login(account)
    wrong = [
        f"{who} {method} {address}: {answer}"
        for address, roles in expected().items()
        for method, may in zip(METHODS, roles, strict=True)
        if (answer := answer_of(client.cookies, method, things.path(address), things.fields(address)))
        and (answer == "in") != (who in may)
    ]
    assert_none(wrong, "These came in and should not, or were turned away and should not.")
