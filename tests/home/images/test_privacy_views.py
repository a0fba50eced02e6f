"""Warnings about personal data in pictures, from OCR or by asking the editor."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from home.images import privacy
from home.models import SiteImage
from tests.home.images import samples

NUMBER = "N° 2 69 05 49 588 157 80, FR76 3000 6000 0112 3456 7890 189"
ASKED = "Regardez cette image"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The text that OCR reads from now on; None when it fails."""

    def says(words: str | None) -> None:
        monkeypatch.setattr(privacy, "read_words", lambda content: words)

    return says


def add(client: Client, **values: str) -> SiteImage:
    file = SimpleUploadedFile("a.png", samples.picture())
    client.post(reverse("wagtailimages:add"), {"title": "Écran", "file": file, **values})
    return SiteImage.objects.latest("pk")


def test_an_identifier_seen_by_the_machine_is_said(editor: Client, reader: Any) -> None:
    reader(NUMBER)
    image = add(editor)
    assert "un numéro de sécurité sociale, un numéro de compte bancaire (IBAN)" in image.concern
    page = editor.get(reverse("wagtailimages:edit", args=(image.pk,))).content.decode()
    assert image.concern.split(".")[0] in page


def test_only_kinds_are_kept_never_what_was_read(editor: Client, reader: Any) -> None:
    reader(NUMBER)
    image = add(editor)
    assert image.suspicions == "nir,iban"


def test_a_picture_read_without_finding_anything_raises_no_concern(editor: Client, reader: Any) -> None:
    reader("Bienvenue")
    assert add(editor).concern == ""


def test_without_a_reader_a_person_is_asked(editor: Client, reader: Any) -> None:
    reader(None)
    image = add(editor)
    assert ASKED in image.concern
    page = editor.get(reverse("wagtailimages:edit", args=(image.pk,))).content.decode()
    assert "Rien de personnel, ou des données inventées" in page


def test_the_box_ticked_with_the_file_is_heard(editor: Client, reader: Any) -> None:
    reader(None)
    assert add(editor, vouched="on").concern == ""


def test_a_new_file_must_be_looked_at_again(editor: Client, reader: Any) -> None:
    reader(None)
    image = add(editor, vouched="on")
    file = SimpleUploadedFile("b.png", samples.picture(size=(20, 20)))
    editor.post(
        reverse("wagtailimages:edit", args=(image.pk,)),
        {"title": "Écran", "tags": "", "file": file, "vouched": "on"},
    )
    image.refresh_from_db()
    assert image.width == 20
    assert not image.vouched


def test_masking_reads_again(editor: Client, reader: Any) -> None:
    reader(NUMBER)
    image = add(editor)
    reader("Bienvenue")
    values = {"mask-TOTAL_FORMS": "1", "mask-INITIAL_FORMS": "0", "stem": image.stem}
    places = {"mask-0-x": "0", "mask-0-y": "0", "mask-0-width": "50", "mask-0-height": "50"}
    editor.post(reverse("image_editing:mask", args=(image.pk,)), values | places)
    image.refresh_from_db()
    assert image.concern == ""


def test_pictures_of_a_guide_are_asked_about_together(editor: Client, reader: Any) -> None:
    reader(NUMBER)
    first, second = add(editor), add(editor, vouched="on")
    said = editor.get(
        reverse("image_editing:concerns"), {"id": [first.pk, second.pk, 9_999, "x", "9" * 30]}
    ).json()
    assert said == {
        str(first.pk): {"concern": first.concern, "vouched": False},
        str(second.pk): {"concern": "", "vouched": True},
    }


def test_a_person_vouches_for_a_picture_and_takes_it_back(editor: Client, image: SiteImage) -> None:
    address = reverse("image_editing:vouch", args=(image.pk,))
    assert editor.post(address, {"vouched": "1"}).json() == {"concern": "", "vouched": True}
    said = editor.post(address, {"vouched": "0"}).json()
    assert ASKED in said["concern"]
    assert editor.get(address).status_code == 405
    page = editor.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Aucune donnée personnelle vue sur l’image" in page


def test_visitors_hear_and_say_nothing(client: Client, image: SiteImage) -> None:
    assert client.get(reverse("image_editing:concerns"), {"id": image.pk}).status_code == 302
    assert client.post(reverse("image_editing:vouch", args=(image.pk,)), {"vouched": "1"}).status_code == 302
    image.refresh_from_db()
    assert not image.vouched
