"""The page where a picture is masked: its form, what it destroys, who may use it."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageColor
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from home.images import replacement
from home.images.masking import FILL
from home.models import SiteImage, SiteRendition
from tests.factories.home import UserFactory
from tests.home.images.samples import saved

SECRET = {"mask-0-x": "35", "mask-0-y": "40", "mask-0-width": "30", "mask-0-height": "20"}
RED = (255, 0, 0)


def address(image: SiteImage) -> str:
    return reverse("image_editing:mask", args=(image.pk,))


def form(image: SiteImage, rows: int = 1, **values: str) -> dict[str, str]:
    counts = {"mask-TOTAL_FORMS": str(rows), "mask-INITIAL_FORMS": "0"}
    return {"stem": image.stem, **counts, **values}


def stored() -> set[str]:
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def has_red(name: str) -> bool:
    with Image.open(default_storage.path(name)) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1_000_000) or []
    return any(red > 180 and green < 90 and blue < 90 for _count, (red, green, blue) in colours)


def test_masking_destroys_the_secret_in_the_original_and_in_every_rendition(
    editor: Client, image: SiteImage
) -> None:
    specs = ["width-300|format-webp", "max-165x165", "width-200|format-jpeg"]
    image.get_renditions(*specs)
    before = stored()
    assert len(before) == 4
    assert all(has_red(name) for name in before)
    answer = editor.post(address(image), form(image, **SECRET))
    assert answer["Location"] == reverse("wagtailimages:edit", args=(image.pk,))
    after = stored()
    assert not before & after
    assert len(after) == 4
    assert not any(has_red(name) for name in after)
    assert {rendition.filter_spec for rendition in SiteRendition.objects.all()} == set(specs)


def test_the_masked_part_is_one_flat_colour(editor: Client, image: SiteImage) -> None:
    editor.post(address(image), form(image, **SECRET))
    image.refresh_from_db()
    with Image.open(image.file.path) as picture:
        inside = picture.convert("RGB").crop((140, 80, 260, 120))
    assert inside.getcolors() == [(120 * 40, ImageColor.getrgb(FILL))]


def test_the_picture_keeps_its_number_so_that_guides_go_on_showing_it(
    editor: Client, image: SiteImage
) -> None:
    old = (image.pk, image.title, image.collection_id, image.file_hash)
    editor.post(address(image), form(image, **SECRET))
    new = SiteImage.objects.get()
    assert (new.pk, new.title, new.collection_id) == old[:3]
    assert new.file_hash not in {"", image.file_hash}
    assert new.file_size == new.file.size


def test_cropping_changes_the_size(editor: Client, image: SiteImage) -> None:
    crop = {"crop-x": "0", "crop-y": "0", "crop-width": "50", "crop-height": "30"}
    editor.post(address(image), form(image, rows=0, **crop))
    image.refresh_from_db()
    assert (image.width, image.height) == (200, 60)


def test_the_history_says_who_masked_what(editor: Client, image: SiteImage) -> None:
    editor.post(address(image), form(image, **SECRET))
    entry = ModelLogEntry.objects.get(action="home.mask_picture")
    assert entry.user.username == "marie"
    assert entry.data == {"masks": 1, "cropped": False}
    page = editor.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "1 partie masquée" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Dessinez au moins un rectangle"),
        ({**SECRET, "mask-0-width": "0"}, "Dessinez au moins un rectangle"),
        ({**SECRET, "mask-0-x": "200"}, "Dessinez au moins un rectangle"),
        ({**SECRET, "mask-0-width": ""}, "Écrivez les quatre nombres"),
        ({**SECRET, "mask-0-width": "nan"}, "Saisissez un nombre"),
        ({**SECRET, "mask-TOTAL_FORMS": "60"}, "50 masques au plus"),
        ({**SECRET, "mask-TOTAL_FORMS": "beaucoup"}, "Le formulaire est arrivé incomplet"),
        ({**SECRET, "stem": "autre"}, "Quelqu’un vient de modifier cette image"),
    ],
)
def test_a_form_that_makes_no_sense_destroys_nothing(
    values: dict[str, str], sentence: str, editor: Client, image: SiteImage
) -> None:
    before = stored()
    answer = editor.post(address(image), form(image, **values))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert stored() == before


def test_a_refused_form_keeps_the_other_rectangles(editor: Client, image: SiteImage) -> None:
    values = {**SECRET, "mask-1-x": "12.5"}
    page = editor.post(address(image), form(image, rows=2, **values)).content.decode()
    assert 'value="35' in page
    assert 'value="12.5"' in page


def test_a_file_that_cannot_be_deleted_is_said_and_tried_again(
    editor: Client, image: SiteImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(replacement.default_storage, "delete", refuse, raising=False)
    answer: Any = editor.post(address(image), form(image, **SECRET), follow=True)
    assert "n’a pas pu être effacée" in answer.content.decode()


def test_a_picture_replaced_meanwhile_is_left_alone(image: SiteImage) -> None:
    late = SiteImage.objects.get(pk=image.pk)
    picture = replacement.CleanPicture(Path(image.file.path).read_bytes(), ".png", 400, 200)
    replacement.replace_file(image, picture, user=UserFactory(), action="home.mask_picture", data={})
    with pytest.raises(replacement.PictureChangedError):
        replacement.replace_file(late, picture, user=UserFactory(), action="home.mask_picture", data={})


def test_a_missing_file_is_said(editor: Client, image: SiteImage) -> None:
    default_storage.delete(image.file.name)
    answer = editor.post(address(image), form(image, **SECRET))
    assert answer.status_code == 422
    assert "introuvable" in answer.content.decode()


def test_the_page_says_how_to_mask_without_a_script(editor: Client, image: SiteImage) -> None:
    page = editor.get(address(image)).content.decode()
    assert page.count('name="mask-') >= 16
    assert "détruit pour toujours" in page
    assert "<script>" not in page[page.index("data-image-editor") : page.index("</form>")]


def test_it_leads_back_to_where_one_came_from_within_the_site(editor: Client, image: SiteImage) -> None:
    back = "/administration/pages/3/edit/"
    page = editor.get(f"{address(image)}?next={back}").content.decode()
    assert f'name="next" value="{back}"' in page
    assert f'href="{back}"' in page
    assert editor.post(address(image), form(image, **SECRET, next=back))["Location"] == back
    image.refresh_from_db()
    answer = editor.post(address(image), form(image, **SECRET, next="https://ailleurs.example/"))
    assert answer["Location"] == reverse("wagtailimages:edit", args=(image.pk,))


def test_the_page_of_a_picture_leads_to_the_mask_and_makes_no_whole_copy(
    editor: Client, image: SiteImage
) -> None:
    page = editor.get(reverse("wagtailimages:edit", args=(image.pk,))).content.decode()
    assert address(image) in page
    assert not SiteRendition.objects.filter(filter_spec="original").exists()


def test_the_picture_to_work_on_is_kept_nowhere(editor: Client, image: SiteImage) -> None:
    answer: Any = editor.get(reverse("image_editing:picture", args=(image.pk,)))
    content = b"".join(answer.streaming_content)
    assert Image.open(io.BytesIO(content)).size == (400, 200)
    assert "no-store" in answer["Cache-Control"]
    assert not SiteRendition.objects.exists()


@pytest.mark.parametrize(
    ("kept", "shown"),
    [((960, 8000), (960, 8000)), ((6000, 3000), (2000, 1000)), ((3000, 6000), (1000, 2000))],
)
def test_the_picture_to_work_on_can_be_read_whatever_its_shape(
    editor: Client, kept: tuple[int, int], shown: tuple[int, int]
) -> None:
    content = saved(Image.new("RGB", kept, "#ffffff"), "PNG")
    editor.post(
        reverse("wagtailimages:add"), {"title": "Capture", "file": SimpleUploadedFile("ecran.png", content)}
    )
    image = SiteImage.objects.get(title="Capture")
    answer: Any = editor.get(reverse("image_editing:picture", args=(image.pk,)))
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == shown


def someone(client: Client, *permissions: str) -> Client:
    """A user who may enter the administration and has these permissions on pictures."""
    group = Group.objects.create(name="Essai")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in permissions:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename, content_type__app_label="wagtailimages"),
        )
    user = UserFactory(username="paul")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("permissions", "may_mask", "may_look"),
    [((), False, False), (("choose_image",), False, True), (("change_image",), True, True)],
)
def test_who_may_mask_and_who_may_look(
    permissions: tuple[str, ...], may_mask: bool, may_look: bool, client: Client, image: SiteImage
) -> None:
    someone(client, *permissions)
    before = stored()
    assert (client.get(address(image)).status_code == 200) is may_mask
    look: Any = client.get(reverse("image_editing:picture", args=(image.pk,)))
    assert (look.status_code == 200) is may_look
    look.getvalue()  # Reading to the end closes the file, but not the database connection.
    client.post(address(image), form(image, **SECRET))
    assert (stored() != before) is may_mask


def test_a_visitor_is_sent_to_the_door(client: Client, image: SiteImage) -> None:
    for name in ("image_editing:mask", "image_editing:picture"):
        answer = client.get(reverse(name, args=(image.pk,)))
        assert answer.status_code == 302
        assert "login" in answer["Location"]
