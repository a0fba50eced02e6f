"""Pictures that readers see: changed through review only, masked at once, deleted by nobody."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Site

from home.images.usage import uses_of_image
from home.models import SiteIdentity, SiteImage, User
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuidePageFactory, SiteImageFactory, make_step
from tests.home.images import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_key")]
LogIn = Callable[[User], Client]
TITLE = "Renouveler son passeport"
PUBLIC = ["published", "scheduled", "in_review", "logo"]
DRAFTS = ["in_draft", "in_newer_version"]


@pytest.fixture
def image(writer: User) -> SiteImage:
    made: SiteImage = SiteImageFactory(
        title="Écran",
        file=ContentFile(samples.picture(size=(60, 40)), "a.png"),
        uploaded_by_user=writer,
        collection=Collection.get_first_root_node(),
    )
    return made


@pytest.fixture
def show(index: GuideIndexPage, image: SiteImage, writer: User) -> Callable[[str], Any]:
    """Show the picture in the named way; return what shows it."""

    def guide(slug: str = "guide", steps: Any = None) -> GuidePage:
        shown = make_step(
            screenshot={"image": image.pk, "alt": "Le bouton Suivant est en bas.", "markers": []}
        )
        made: GuidePage = GuidePageFactory(
            parent=index, slug=slug, live=False, owner=writer, steps=[shown] if steps is None else steps
        )
        made.save_revision(user=writer)
        return made

    def way(name: str) -> Any:
        if name == "logo":
            return SiteIdentity.objects.create(site=Site.objects.get(), logo=image)
        if name == "in_newer_version":
            made = guide(steps=[make_step()])
            made.get_latest_revision().publish()
            version = made.get_latest_revision_as_object()
            version.steps = [make_step(screenshot={"image": image.pk, "alt": "x", "markers": []})]
            version.save_revision()
            return made
        made = guide()
        if name == "published":
            made.get_latest_revision().publish()
        if name == "scheduled":
            made.go_live_at = timezone.now() + timedelta(days=1)
            made.save_revision().publish()
        if name == "in_review":
            made.get_workflow().start(made, writer)
        return made

    return way


def edit(client: Client, image: SiteImage, **values: Any) -> Any:
    return client.post(
        reverse("wagtailimages:edit", args=(image.pk,)),
        {"title": "Écran", "tags": "", "description": "", **values},
    )


def new_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.png", samples.picture(size=(20, 20)))


def change_file(client: Client, image: SiteImage) -> Any:
    return edit(client, image, file=new_file())


def change_title(client: Client, image: SiteImage) -> Any:
    return edit(client, image, title="Autre titre")


def change_focal_point(client: Client, image: SiteImage) -> Any:
    return edit(client, image, **{f"focal_point_{name}": "9" for name in ("x", "y", "width", "height")})


def change_among_several(client: Client, image: SiteImage) -> Any:
    prefix = f"image-{image.pk}"
    return client.post(
        reverse("wagtailimages:edit_multiple", args=(image.pk,)),
        {f"{prefix}-title": "Autre titre", f"{prefix}-tags": "", f"{prefix}-description": ""},
    )


def crop(client: Client, image: SiteImage) -> Any:
    frame = {"crop-x": "0", "crop-y": "0", "crop-width": "50", "crop-height": "50"}
    return in_the_darkroom(client, image, **frame)


def in_the_darkroom(client: Client, image: SiteImage, **boxes: str) -> Any:
    form = {"mask-TOTAL_FORMS": "1", "mask-INITIAL_FORMS": "0", "stem": image.stem}
    return client.post(reverse("image_editing:mask", args=(image.pk,)), form | boxes)


CHANGES = [change_file, change_title, change_focal_point, change_among_several]


def seen(image: SiteImage) -> list[Any]:
    """What readers see of the picture."""
    return list(SiteImage.objects.filter(pk=image.pk).values_list("title", "file", "width", "focal_point_x"))


def words_of(answer: Any) -> str:
    text = answer.json().get("form", "") if "json" in answer["Content-Type"] else answer.content.decode()
    return unescape(text)


@pytest.mark.parametrize("way", PUBLIC)
@pytest.mark.parametrize("who", ["writer", "reviewer"])
def test_who_may_not_publish_does_not_change_what_readers_see(
    request: pytest.FixtureRequest, as_user: LogIn, image: SiteImage, show: Any, who: str, way: str
) -> None:
    shown_by, before = show(way), seen(image)
    client = as_user(request.getfixturevalue(who))
    for change in CHANGES:
        words = words_of(change(client, image))
        assert seen(image) == before, change
        assert f"« {shown_by} »" in words
        assert "mettez une nouvelle image dans votre brouillon" in words


@pytest.mark.parametrize(
    ("who", "way"),
    [*(("writer", way) for way in DRAFTS), *(("administrator", way) for way in PUBLIC)],
)
def test_writers_change_pictures_of_drafts_and_who_publishes_any(
    request: pytest.FixtureRequest, as_user: LogIn, image: SiteImage, show: Any, who: str, way: str
) -> None:
    show(way)
    client = as_user(request.getfixturevalue(who))
    for change in CHANGES:
        before = seen(image)
        image.refresh_from_db()
        change(client, image)
        assert seen(image) != before, change


@pytest.mark.parametrize("way", [*PUBLIC, *DRAFTS])
@pytest.mark.parametrize("who", ["writer", "administrator"])
def test_the_crop_of_a_picture_in_use_is_a_new_one(
    request: pytest.FixtureRequest, as_user: LogIn, image: SiteImage, show: Any, who: str, way: str
) -> None:
    show(way)
    user, before = request.getfixturevalue(who), seen(image)
    answer = crop(as_user(user), image)
    cropped = SiteImage.objects.exclude(pk=image.pk).get()
    assert answer["Location"] == reverse("wagtailimages:edit", args=(cropped.pk,))
    assert (cropped.width, cropped.height, cropped.title) == (30, 20, image.title)
    assert cropped.uploaded_by_user == user
    assert seen(image) == before
    assert uses_of_image(cropped) == []


@pytest.mark.parametrize("way", [*PUBLIC, *DRAFTS])
def test_masking_stays_immediate_for_everyone(
    as_user: LogIn, writer: User, image: SiteImage, show: Any, way: str
) -> None:
    show(way)
    before = image.file.name
    place = {"mask-0-x": "0", "mask-0-y": "0", "mask-0-width": "50", "mask-0-height": "50"}
    assert in_the_darkroom(as_user(writer), image, **place).status_code == 302
    image.refresh_from_db()
    assert image.file.name != before


def test_everyone_may_still_vouch_for_a_public_picture(
    as_user: LogIn, writer: User, image: SiteImage, show: Any
) -> None:
    show("published")
    address = reverse("wagtailimages:edit", args=(image.pk,))
    page = unescape(as_user(writer).get(address).content.decode())
    assert TITLE in page
    assert 'name="file"' not in page
    assert as_user(writer).post(address, {"tags": "", "vouched": "on"}).status_code == 302
    image.refresh_from_db()
    assert image.vouched


def bulk(action: str, image: SiteImage) -> str:
    return f"{reverse('wagtail_bulk_action', args=('home', 'siteimage', action))}?id={image.pk}"


DELETIONS = {
    "one": lambda image: reverse("wagtailimages:delete", args=(image.pk,)),
    "several": lambda image: bulk("delete", image),
    "just uploaded": lambda image: reverse("wagtailimages:delete_multiple", args=(image.pk,)),
}


@pytest.mark.parametrize("way", [*PUBLIC, *DRAFTS])
def test_nobody_deletes_a_picture_in_use_and_its_places_are_shown(
    as_user: LogIn, administrator: User, writer: User, image: SiteImage, show: Any, way: str
) -> None:
    shown_by = show(way)
    for user, deletion in product((writer, administrator), DELETIONS):
        client = as_user(user)
        for ask in [client.post] if deletion == "just uploaded" else [client.get, client.post]:
            answer = ask(DELETIONS[deletion](image))
            assert answer.status_code == 409, (user, deletion)
            assert str(shown_by) in unescape(answer.content.decode())
    assert SiteImage.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("deletion", DELETIONS)
def test_a_picture_that_nothing_shows_is_deleted(
    as_user: LogIn, writer: User, image: SiteImage, deletion: str
) -> None:
    as_user(writer).post(DELETIONS[deletion](image))
    assert not SiteImage.objects.exists()


def test_a_picture_in_use_is_not_deleted_by_code_either(image: SiteImage, show: Any) -> None:
    show("in_draft")
    with pytest.raises(ProtectedError):
        image.delete()


def test_a_picture_taken_out_of_a_draft_is_free(image: SiteImage, show: Any) -> None:
    guide = show("in_draft")
    guide.steps = [make_step()]
    guide.save_revision()
    assert uses_of_image(image) == []


def test_a_number_that_begins_alike_is_another_picture(image: SiteImage, show: Any) -> None:
    show("in_draft")
    other = SiteImageFactory(pk=int(str(image.pk)[:-1] or 0) or image.pk * 10)
    assert uses_of_image(other) == []


@pytest.mark.parametrize("action", ["add_tags", "add_to_collection"])
def test_several_at_once_change_nothing_that_readers_see(
    as_user: LogIn, writer: User, image: SiteImage, show: Any, action: str
) -> None:
    show("published")
    before = seen(image)
    as_user(writer).post(bulk(action, image), {"tags": "x", "collection": image.collection_id})
    assert seen(image) == before
