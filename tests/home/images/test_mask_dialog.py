"""The dialog over a guide: its input, and what it reports to the guide underneath."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.images import editing
from home.models import SiteImage
from tests.factories.home import UserFactory

SECRET = {"mask-0-x": "35", "mask-0-y": "40", "mask-0-width": "30", "mask-0-height": "20"}
CROP = {"crop-x": "33.3", "crop-y": "0", "crop-width": "50", "crop-height": "60"}
XHR = {"x-requested-with": "XMLHttpRequest"}


def address(image: SiteImage) -> str:
    return reverse("image_editing:dialog", args=(image.pk,))


def apply(client: Client, image: SiteImage, **values: str) -> Any:
    counts = {"mask-TOTAL_FORMS": "1", "mask-INITIAL_FORMS": "0"}
    return client.post(address(image), {"stem": image.stem, **counts, **values}, headers=XHR)


def has_red(image: SiteImage) -> bool:
    with Image.open(default_storage.path(image.file.name)) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1_000_000) or []
    return any(red > 180 and green < 90 and blue < 90 for _count, (red, green, blue) in colours)


@pytest.fixture
def used(image: SiteImage, monkeypatch: pytest.MonkeyPatch) -> SiteImage:
    """The picture, as if something showed it."""
    monkeypatch.setattr(editing, "uses_of_image", lambda asked: ["a guide"] if asked.pk == image.pk else [])
    return image


def test_it_is_the_form_alone(editor: Client, image: SiteImage) -> None:
    page = editor.get(address(image), headers=XHR).content.decode()
    assert "<html" not in page
    assert page.count('name="mask-') >= 16
    assert "data-close" in page


def test_the_guide_is_told_of_the_masked_picture(editor: Client, image: SiteImage) -> None:
    said = apply(editor, image, **SECRET).json()
    image.refresh_from_db()
    assert said["source"] == said["picture"]
    assert (said["picture"]["id"], said["picture"]["stem"]) == (str(image.pk), image.stem)
    assert said["frame"] is None
    assert "masquée pour toujours" in said["sentence"]
    shown: Any = editor.get(said["picture"]["preview"]["url"])
    assert shown.status_code == 200
    shown.getvalue()  # Reading to the end closes the file, but not the database connection.
    assert not has_red(image)


def test_a_picture_that_nothing_shows_is_cut_itself(editor: Client, image: SiteImage) -> None:
    said = apply(editor, image, **CROP).json()
    image.refresh_from_db()
    assert said["picture"]["id"] == str(image.pk)
    assert (image.width, image.height) == (201, 120)
    assert said["frame"] == {"x": 33.25, "y": 0, "width": 50.25, "height": 60}  # In whole pixels.
    assert "L’image est recadrée" in said["sentence"]


def test_a_picture_in_use_stays_and_its_crop_is_a_new_one(editor: Client, used: SiteImage) -> None:
    before = Path(used.file.path).read_bytes()
    said = apply(editor, used, **CROP).json()
    new = SiteImage.objects.exclude(pk=used.pk).get()
    assert (said["source"]["id"], said["picture"]["id"]) == (str(used.pk), str(new.pk))
    assert "nouvelle image" in said["sentence"]
    assert (new.width, new.height, new.title, new.collection_id) == (201, 120, used.title, used.collection_id)
    assert new.uploaded_by_user == UserFactory._meta.model.objects.get()
    assert Path(used.file.path).read_bytes() == before


def test_a_picture_of_somebody_else_stays_too(editor: Client, image: SiteImage) -> None:
    SiteImage.objects.update(uploaded_by_user=UserFactory(username="paul"))
    image.refresh_from_db()
    said = apply(editor, image, **CROP).json()
    assert said["picture"]["id"] != str(image.pk)


def test_masks_are_for_everywhere_and_the_crop_for_this_draft(editor: Client, used: SiteImage) -> None:
    apply(editor, used, **SECRET, **CROP)
    used.refresh_from_db()
    new = SiteImage.objects.exclude(pk=used.pk).get()
    assert (used.width, used.height) == (400, 200)
    assert not has_red(used)
    assert not has_red(new)


def test_what_was_vouched_for_as_a_whole_holds_for_its_part(editor: Client, used: SiteImage) -> None:
    SiteImage.objects.update(vouched=True)
    apply(editor, used, **CROP)
    assert SiteImage.objects.exclude(pk=used.pk).get().vouched


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Dessinez au moins un rectangle"),
        ({**SECRET, "mask-0-width": ""}, "Écrivez les quatre nombres"),
        ({**SECRET, "stem": "autre"}, "Quelqu’un vient de modifier cette image"),
    ],
)
def test_what_cannot_be_applied_is_said_in_the_form(
    values: dict[str, str], sentence: str, editor: Client, image: SiteImage
) -> None:
    answer = apply(editor, image, **values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert has_red(image)


def test_who_may_not_change_the_picture_is_refused_without_being_led_away(
    client: Client, image: SiteImage
) -> None:
    assert client.get(address(image), headers=XHR).status_code == 403
    client.force_login(UserFactory())
    assert client.get(address(image), headers=XHR).status_code == 403
    assert apply(client, image, **SECRET).status_code == 403
    assert has_red(image)
