"""The JSON API of the administration lists no picture or document that the account may not choose."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission

from home.models import User
from tests.factories import SiteImageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    """A user who can log in, and may choose only pictures of the collection "Captures"."""
    person: User = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    group = Group.objects.create(name="Choisit")
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Captures"))
    permission = Permission.objects.get(codename="choose_image", content_type__app_label="wagtailimages")
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    person.groups.add(group)
    return person


def superuser() -> User:
    person: User = UserFactory(username="chef", is_superuser=True)
    return person


def listed(client: Client, kind: str, account: User) -> list[Any]:
    """The primary keys of the pictures or documents that the API shows to `account`."""
    client.force_login(account)
    return [item["id"] for item in client.get(f"/administration/api/main/{kind}/").json()["items"]]


def test_pictures_are_those_that_the_account_may_choose(client: Client, account: User) -> None:
    mine = SiteImageFactory(collection=Collection.objects.get(name="Captures"))
    other = SiteImageFactory(collection=Collection.get_first_root_node())
    assert listed(client, "images", account) == [mine.pk]
    assert client.get(f"/administration/api/main/images/{other.pk}/").status_code == 404
    assert listed(client, "images", superuser()) == [mine.pk, other.pk]


def test_documents_are_those_that_the_account_may_choose(client: Client, account: User) -> None:
    document = get_document_model().objects.create(title="Guide", file=ContentFile(b"%PDF-1.4", "a.pdf"))
    assert listed(client, "documents", account) == []
    assert client.get(f"/administration/api/main/documents/{document.pk}/").status_code == 404
    assert listed(client, "documents", superuser()) == [document.pk]
