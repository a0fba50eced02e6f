"""Every address that we add to the administration, asked by every role: who comes in, and who does not."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection

from home.darkroom import urls as darkroom
from home.doors import urls as doors
from home.models import User
from lessons.exchange import admin_urls as exchange
from lessons.models import GuidePage
from lessons.quality import admin_urls as quality
from lessons.quality.models import Report
from lessons.quality.models.reports import Reason
from lessons.quality.roles import WRITERS
from tests.factories import SiteImageFactory, UserFactory
from tests.lessons.quality.conftest import make_user

pytestmark = pytest.mark.django_db

SPACES: list[tuple[str, Any]] = [("", quality), ("darkroom:", darkroom), ("exchange:", exchange), ("", doors)]
NAMES = sorted(f"{space}{pattern.name}" for space, module in SPACES for pattern in module.urlpatterns)
# Open to whoever may log in, and why; all the rest is for the three roles.
OPEN_TO_STRANGERS = {
    "editing_help": "says nothing of the site",
    "darkroom:concerns": "answers of pictures that the account may choose",
    "second_step": "of one's own account",
    "second_step_codes": "of one's own account",
    "second_step_invitation": "of one's own account",
    "second_step_set_up": "of one's own account",
}
ROLES = ["writer", "other_writer", "reviewer", "administrator"]


@pytest.fixture
def accounts(writer: User, reviewer: User, administrator: User) -> dict[str, User]:
    stranger: User = UserFactory(username="etranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    others = {"stranger": stranger, "other_writer": make_user("zoe", WRITERS)}
    return others | {"writer": writer, "reviewer": reviewer, "administrator": administrator}


@pytest.fixture
def things(draft: GuidePage, writer: User) -> dict[str, int]:
    """The numbers that addresses hold: of the writer's draft, its parent, a picture and a report."""
    image = SiteImageFactory(uploaded_by_user=writer, collection=Collection.get_first_root_node())
    report = Report.objects.create(guide=draft, reason=Reason.values[0], text="Le bouton a changé.")
    guide, parent = draft.pk, draft.get_parent().pk
    return {
        "image_id": image.pk,
        "page_id": guide,
        "parent_page_id": parent,
        "guide": guide,
        "report": report.pk,
    }


def address_of(name: str, things: dict[str, int]) -> str:
    """The address called `name`, of one of the things it can be about."""
    about = {"pk": things["report" if name == "quality_report" else "guide"]}
    for number in ({}, *({key: value} for key, value in (things | about).items())):
        try:
            return reverse(name, kwargs=number)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} is about something that this test does not have")


def comes_in(client: Client, address: str) -> bool:
    """Whether an account gets further than the door, by the method that the address answers to."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    assert answer.status_code < 500
    answer.getvalue()  # Read to its end, a file is closed.
    turned_away = answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home")
    return not turned_away and answer.status_code != 403


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_led_to_the_login_page(client: Client, things: dict[str, int], name: str) -> None:
    for method in (client.get, client.post):
        assert "/login/" in method(address_of(name, things))["Location"]


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(OPEN_TO_STRANGERS)))
def test_an_account_without_a_role_is_turned_away(
    client: Client, accounts: dict[str, User], things: dict[str, int], name: str
) -> None:
    client.force_login(accounts["stranger"])
    assert not comes_in(client, address_of(name, things))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("second_step")])
def test_every_role_comes_in(
    client: Client, accounts: dict[str, User], things: dict[str, int], name: str
) -> None:
    address = address_of(name, things)
    for role in ROLES:
        client.force_login(accounts[role])
        assert comes_in(client, address), role
