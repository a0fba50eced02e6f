"""Pictures pasted or dropped into a guide."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from home.models import SiteImage
from tests.factories.home import UserFactory
from tests.home.images import samples

pytestmark = pytest.mark.django_db


def paste(client: Client, content: bytes, name: str = "image.png", **values: str) -> Any:
    return client.post(reverse("image_editing:upload"), {"file": SimpleUploadedFile(name, content), **values})


def test_a_pasted_picture_is_cleaned_kept_and_ready_to_be_chosen(editor: Client) -> None:
    answer = paste(editor, samples.png_with_everything(), title="Ouvrir le site")
    image = SiteImage.objects.get()
    said = answer.json()
    assert answer.status_code == 200
    assert (said["id"], said["title"]) == (str(image.pk), "Ouvrir le site")
    assert said["preview"]["url"].startswith("/media/images/")
    assert said["edit_url"] == reverse("wagtailimages:edit", args=(image.pk,))
    assert image.uploaded_by_user is not None
    assert (image.width, image.height) == (40, 60)
    assert ModelLogEntry.objects.filter(action="wagtail.create", object_id=str(image.pk)).exists()


def test_a_large_pasted_picture_is_said_to_be_made_smaller(editor: Client) -> None:
    said = paste(editor, samples.picture(size=(8_100, 10))).json()
    assert "réduite à 8\xa0000 × 9 points" in said["reduction"]
    asked = editor.get(reverse("image_editing:concerns"), {"id": said["id"]}).json()
    assert asked[said["id"]]["reduction"] == said["reduction"]


def test_the_same_picture_pasted_twice_is_kept_once(editor: Client) -> None:
    first, second = (paste(editor, samples.picture()).json() for _ in range(2))
    assert first["id"] == second["id"]
    assert SiteImage.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (samples.SVG, "image.png", "n’est pas une image que le site sait lire"),
        (b"", "image.png", "vide"),
        (samples.png_bomb(11_000, 11_000), "image.png", "trop grande"),
    ],
)
def test_a_refused_picture_is_one_sentence(content: bytes, name: str, sentence: str, editor: Client) -> None:
    answer = paste(editor, content, name)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert not SiteImage.objects.exists()


def test_a_form_without_a_file_is_one_sentence_too(editor: Client) -> None:
    answer = editor.post(reverse("image_editing:upload"), {"title": "Rien"})
    assert answer.status_code == 422
    assert answer.json()["error"]


def member(client: Client, *codenames: str) -> Client:
    group = Group.objects.create(name="Essai")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename, content_type__app_label="wagtailimages"),
        )
    user = UserFactory(username="paul")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.mark.parametrize(("codename", "status"), [("add_image", 200), ("choose_image", 302)])
def test_who_may_add_pictures_may_paste_them(codename: str, status: int, client: Client) -> None:
    assert paste(member(client, codename), samples.picture()).status_code == status


def test_visitors_paste_nothing(client: Client) -> None:
    assert paste(client, samples.picture()).status_code == 302
    assert not SiteImage.objects.exists()
