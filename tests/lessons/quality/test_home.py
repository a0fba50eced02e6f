"""The first page after login: the main tasks come first."""

from collections.abc import Callable
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from home.models import User
from lessons.models import GuideIndexPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
HOME = "/administration/"


@pytest.mark.parametrize("role", ["writer", "reviewer", "administrator"])
def test_writing_a_guide_is_the_first_thing_on_the_home_page(
    as_user: LogIn, index: GuideIndexPage, role: str, request: pytest.FixtureRequest
) -> None:
    page = BeautifulSoup(as_user(request.getfixturevalue(role)).get(HOME).content, "html.parser")
    first = page.select_one("main a")
    assert first is not None
    assert first.get_text(strip=True) == "Écrire un guide"
    assert first["href"] == reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))


def test_whoever_may_not_write_is_not_invited_to(as_user: LogIn, index: GuideIndexPage) -> None:
    stranger = UserFactory()
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "Écrire un guide" not in unescape(as_user(stranger).get(HOME).content.decode())


def test_no_help_in_english_is_offered(as_user: LogIn, writer: User) -> None:
    assert "guide.wagtail.org" not in as_user(writer).get(HOME).content.decode()
