"""Every way to add a picture to the site, and the addresses at which the original is never served."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from home.images import privacy
from home.models import SiteImage
from tests.factories.home import SiteImageFactory, UserFactory
from tests.home.images import samples

pytestmark = pytest.mark.django_db
READ_AS_PICTURE = "n’est pas une image que le site sait lire"
JPEG = samples.jpeg_with_everything(orientation=6)
NAMES = ["impots_M_DUPONT.jpg", "../../x.jpg", "é" * 150 + ".jpg", "con.jpg", "tab\tici.jpg", "😀.jpg"]


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Set through pytest-django, so that the storage receives the signal."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests do not depend on whether this machine has OCR."""
    monkeypatch.setattr(privacy, "read_words", lambda content: None)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def upload(content: bytes, name: str = "capture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def add_by_form(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("wagtailimages:add"), {"title": "Écran", "file": file})


def add_several(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Écran", "files[]": file},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def add_by_chooser(client: Client, file: SimpleUploadedFile) -> Any:
    prefix = "image-chooser-upload"
    return client.post(
        reverse("wagtailimages_chooser:create"), {f"{prefix}-title": "Écran", f"{prefix}-file": file}
    )


def add_by_code(_client: Client, file: SimpleUploadedFile) -> Any:
    return SiteImage.objects.create(title="Écran", file=file)


def add_after_questions(client: Client, file: SimpleUploadedFile) -> Any:
    """Wagtail keeps a file aside when another field is invalid, and shows the form again."""
    answer = client.post(reverse("wagtailimages:add_multiple"), {"title": "", "files[]": file})
    kept = UploadedFile.objects.get(pk=answer.json()["uploaded_file_id"])
    prefix = f"uploaded-image-{kept.pk}"
    return client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=(kept.pk,)),
        {f"{prefix}-title": "Écran", f"{prefix}-tags": ""},
    )


WAYS = [add_by_form, add_several, add_by_chooser, add_by_code, add_after_questions]
ASKING_WAYS = WAYS[:3]


def words_of(answer: Any) -> str:
    """The text that a person reads: a page, or the text inside a JSON response."""
    if answer["Content-Type"] == "application/json":
        return json.dumps(answer.json(), ensure_ascii=False)
    return str(answer.content.decode())


def files() -> list[Path]:
    return [path for path in Path(default_storage.path("")).rglob("*") if path.is_file()]


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_is_cleaned_by_whatever_way_it_comes(way: Any, editor: Client) -> None:
    way(editor, upload(JPEG))
    image = SiteImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", image.file.name)
    image.get_rendition("width-20|format-webp")
    assert len(files()) >= 2
    for file in files():
        content = file.read_bytes()
        assert samples.SECRET not in content
        assert b"Exif" not in content
        with Image.open(file) as picture:
            assert not picture.getexif()


@pytest.mark.parametrize("way", WAYS)
def test_a_large_picture_is_made_smaller_by_whatever_way_it_comes(way: Any, editor: Client) -> None:
    way(editor, upload(samples.picture("JPEG", size=(9_000, 300))))
    image = SiteImage.objects.get()
    assert (image.width, image.height) == (8_000, 266)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["capture.jfif", "photo.JPE", "photo.png"])
def test_what_a_file_holds_counts_and_not_its_name(name: str, way: Any, editor: Client) -> None:
    way(editor, upload(JPEG, name))
    assert SiteImage.objects.get().file.name.endswith(".jpg")


def test_a_person_reads_how_the_picture_was_made_smaller(editor: Client) -> None:
    sentence = "L’image a été réduite à 8\xa0000 × 266 points : le fichier reçu en faisait 9\xa0000 × 300."
    file = samples.picture("JPEG", size=(9_000, 300))
    answer: Any = editor.post(
        reverse("wagtailimages:add"), {"title": "Écran", "file": upload(file)}, follow=True
    )
    assert sentence in answer.content.decode()
    image = SiteImage.objects.get()
    edit_page = editor.get(reverse("wagtailimages:edit", args=(image.pk,))).content.decode()
    assert sentence in edit_page.replace("\xa0:", " :")
    assert sentence in add_several(editor, upload(file)).json()["form"]
    assert add_by_form(editor, upload(JPEG)).status_code == 302
    assert SiteImage.objects.latest("pk").reduction == ""


def test_the_fields_say_what_is_taken(editor: Client) -> None:
    page = editor.get(reverse("wagtailimages:add")).content.decode()
    assert "30 Mo au plus. Une très grande image est réduite." in page
    page = editor.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "jfif|" in page
    assert 'data-max-file-size="31457280"' in page


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_is_kept(name: str, editor: Client) -> None:
    add_by_form(editor, upload(JPEG, name))
    for file in files():
        assert re.fullmatch(r"[0-9a-f]{32}[A-Za-z0-9._-]*\.(jpg|png|webp)", file.name)


@pytest.mark.parametrize("way", ASKING_WAYS)
def test_a_refused_file_leaves_nothing_behind(way: Any, editor: Client) -> None:
    answer = way(editor, upload(samples.SVG, "dessin.png"))
    assert answer.status_code == 200
    assert READ_AS_PICTURE in words_of(answer)
    assert not SiteImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert files() == []


def test_the_form_keeps_everything_when_the_file_is_refused(editor: Client) -> None:
    answer: Any = editor.post(
        reverse("wagtailimages:add"),
        {
            "title": "Écran des impôts",
            "description": "La page de connexion",
            "tags": "connexion",
            "file": upload(samples.HTML, "a.png"),
        },
    )
    page = answer.content.decode()
    assert "Choisissez une image PNG, JPEG, WebP ou HEIC." in page
    for kept in ("Écran des impôts", "La page de connexion", "connexion"):
        assert kept in page


def test_a_picture_of_an_iphone_is_taken_and_converted(editor: Client) -> None:
    add_by_form(editor, upload(samples.heic(orientation=1), "IMG_1.HEIC"))
    assert SiteImage.objects.get().file.name.endswith(".jpg")


def test_the_same_file_given_twice_has_the_same_hash(editor: Client) -> None:
    add_by_form(editor, upload(JPEG))
    add_by_form(editor, upload(JPEG))
    first, second = SiteImage.objects.all()
    assert first.file_hash == second.file_hash != ""


def test_a_new_file_takes_the_place_of_the_old_one_everywhere(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    add_by_form(editor, upload(JPEG))
    image = SiteImage.objects.get()
    image.get_rendition("width-20")
    before = files()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(
            reverse("wagtailimages:edit", args=(image.pk,)),
            {"title": "Écran", "tags": "", "file": upload(samples.picture("PNG"), "a.png")},
        )
    assert not [file for file in before if file.exists()]
    image.refresh_from_db()
    assert (image.width, image.height) == (60, 40)
    assert image.get_rendition("width-20").file.name != before[0].name


@pytest.mark.parametrize("private", [False, True])
def test_no_address_gives_an_original(client: Client, private: bool) -> None:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Captures"))
    if private:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image = SiteImageFactory(collection=collection)
    rendition = image.get_rendition("width-20")
    name = image.file.name
    guesses = [
        image.file.url,
        f"/media/{name}",
        f"/media/images/../{name}",
        f"/media/images/%2e%2e/{name}",
        f"/media/images//../{name}",
        f"/media/./{name}",
        f"/media//{name}",
        f"/media/IMAGES/../{name}",
        f"/media/images/{Path(name).name}",
        f"/static/../media/{name}",
        f"/documents/{image.pk}/{Path(name).name}",
        f"/images/{image.pk}/original/",
        f"/api/v2/images/{image.pk}/",
        reverse("wagtailimages:preview", args=(image.pk, "original")),
    ]
    shown: Any = client.get(rendition.url)
    assert shown.status_code == 200
    shown.getvalue()  # Reading to the end closes the file, but not the database connection.
    for guess in guesses:
        assert client.get(guess).status_code in {302, 404}, guess


def test_names_of_renditions_cannot_be_guessed() -> None:
    image = SiteImageFactory()
    long = image.get_rendition("max-1000x1000|bgcolor-ffffff|format-jpeg|jpegquality-82")
    assert Path(long.file.name).name.startswith(image.stem)
    assert len(image.stem) == 32


def test_a_rendition_made_of_a_file_replaced_meanwhile_is_made_again() -> None:
    image = SiteImageFactory(file=ContentFile(samples.picture(size=(60, 40)), "a.png"))
    late = SiteImage.objects.get(pk=image.pk)
    image.file = ContentFile(samples.picture(size=(90, 30)), "b.png")
    image.save()
    rendition = late.get_rendition("max-60x60")
    assert (rendition.width, rendition.height) == (60, 20)
    assert list(image.renditions.all()) == [rendition]
    assert not [file for file in files() if file.parent.name == "images" and image.stem not in file.name]
