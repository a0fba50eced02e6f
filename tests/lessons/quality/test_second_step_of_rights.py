"""Anyone who can change what readers see, by whatever permission, must use the second factor."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from home.accounts.two_factor import may_publish
from home.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_key")]


@pytest.mark.parametrize(("who", "owes"), [("writer", False), ("reviewer", True), ("administrator", True)])
def test_reviewers_and_administrators_owe_it_and_writers_do_not(
    request: pytest.FixtureRequest, who: str, owes: bool
) -> None:
    assert may_publish(request.getfixturevalue(who)) is owes


def with_right(app: str, codename: str, where: str) -> User:
    """A user who has only this permission: by a group, personally, or on the pictures and documents of a
    group.
    """
    user: User = UserFactory(username="seul")
    group = Group.objects.create(name="Seul")
    user.groups.add(group)
    permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    if where == "collection":
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    elif where == "group":
        group.permissions.add(permission)
    else:
        user.user_permissions.add(permission)
    return user


AT_ONCE: list[Any] = [
    ("taxonomy", "change_glossaryterm", "group"),
    ("taxonomy", "delete_device", "person"),
    ("home", "change_siteidentity", "person"),
    ("home", "change_navigation", "group"),
    ("planning", "publish_modelsession", "group"),
    ("wagtailredirects", "add_redirect", "group"),
    ("wagtaildocs", "change_document", "collection"),
    ("wagtaildocs", "add_document", "collection"),
]
REVIEWED: list[Any] = [
    ("wagtailadmin", "access_admin", "group"),
    ("taxonomy", "add_officialsite", "group"),
    ("planning", "change_modelsession", "group"),
    ("wagtailimages", "change_image", "collection"),
    ("wagtaildocs", "choose_document", "collection"),
]


@pytest.mark.parametrize("right", AT_ONCE, ids=lambda right: right[1])
def test_a_right_that_readers_see_at_once_owes_it(right: Any) -> None:
    assert may_publish(with_right(*right))


@pytest.mark.parametrize("right", REVIEWED, ids=lambda right: right[1])
def test_a_right_to_prepare_does_not(right: Any) -> None:
    assert not may_publish(with_right(*right))
