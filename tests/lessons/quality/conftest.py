"""A site with the three roles, and a guide that has a history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS, set_up_roles
from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuideIndexPageFactory, GuidePageFactory, UserFactory, make_site
from tests.support.guide_form import guide_form
from tests.support.module_fixtures import once_a_module

EDIT = "/administration/pages/{}/edit/"


@once_a_module
def index_key() -> int:
    key: int = GuideIndexPageFactory(parent=make_site()).pk
    set_up_roles()
    return key


@pytest.fixture
def index(index_key: int, db: None) -> GuideIndexPage:
    return GuideIndexPage.objects.get(pk=index_key)


def make_user(username: str, group: str) -> User:
    user: User = UserFactory(username=username, last_name=username.title(), email=f"{username}@exemple.fr")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def writer(index: GuideIndexPage) -> User:
    return make_user("awa", WRITERS)


@pytest.fixture
def reviewer(index: GuideIndexPage) -> User:
    return make_user("bruno", REVIEWERS)


@pytest.fixture
def other_reviewer(index: GuideIndexPage) -> User:
    return make_user("chloe", REVIEWERS)


@pytest.fixture
def administrator(index: GuideIndexPage) -> User:
    return make_user("denise", ADMINISTRATORS)


@pytest.fixture
def draft(index: GuideIndexPage, writer: User) -> GuidePage:
    """A guide that the writer has begun and that was never public."""
    guide: GuidePage = GuidePageFactory(parent=index, slug="brouillon", live=False, owner=writer)
    guide.save_revision(user=writer)
    return guide


@pytest.fixture
def published(index: GuideIndexPage, writer: User) -> GuidePage:
    """A guide that is public, with no newer draft."""
    guide: GuidePage = GuidePageFactory(parent=index, live=False, owner=writer)
    guide.save_revision(user=writer).publish()
    guide.refresh_from_db()
    return guide


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


def post_edit(client: Client, page: Page, **changes: str) -> Any:
    """The response to the edit form of `page`, filled in correctly, with `changes`."""
    sent = guide_form(title=page.title, slug=page.slug) | changes
    return client.post(EDIT.format(page.pk), sent)
