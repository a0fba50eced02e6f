"""User journeys when pictures are not on this machine's disk."""

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from home.images import orphaned_files
from home.integrity.verification import faults
from home.models import SiteImage
from home.storage.local_copies import local_path
from home.storage.names import all_file_names
from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.images import PRINT_FILTER
from tests.factories import GuideIndexPageFactory, GuidePageFactory, SiteImageFactory, UserFactory, make_site
from tests.home.backup.conftest import dump, make_small_site
from tests.lessons.sheets.conftest import screenshot_step
from tests.support.isolated_databases import DatabaseFactory

pytestmark = pytest.mark.usefixtures("bucket")
MASK = {"mask-TOTAL_FORMS": "1", "mask-INITIAL_FORMS": "0", "mask-0-x": "0", "mask-0-y": "0"} | {
    "mask-0-width": "50",
    "mask-0-height": "50",
}


def files() -> dict[str, bytes]:
    found = {}
    for name in all_file_names():
        with default_storage.open(name) as file:
            found[name] = file.read()
    return found


@pytest.fixture
def guide(db: None) -> GuidePage:
    catalogue: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    made: GuidePage = GuidePageFactory(parent=catalogue, slug="declarer", steps=[screenshot_step()])
    return made


@pytest.fixture
def image(guide: GuidePage) -> SiteImage:
    return SiteImage.objects.get()


def test_nothing_is_written_to_the_disk_of_the_machine(image: SiteImage) -> None:
    image.get_rendition("width-40")
    assert len(files()) == 2
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_visitor_gets_resized_pictures_from_the_site_and_never_an_original(
    image: SiteImage, client: Client
) -> None:
    page = client.get("/guides/declarer/").content.decode()
    addresses = {
        word for word in page.replace('"', " ").replace(",", " ").split() if word.startswith("/media/")
    }
    assert addresses
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"].startswith("image/")
        assert "immutable" in answer["Cache-Control"]
    rendition = image.get_rendition("width-40")
    for private in (
        image.file.url,
        f"/media/images/../{image.file.name}",
        "/media/images/",
        "/media/images/x.png",
    ):
        assert client.get(private).status_code == 404
    assert rendition.url.startswith("/media/images/")


def test_the_learners_sheet_shows_the_picture(guide: GuidePage, client: Client) -> None:
    answer = client.get("/guides/declarer/fiche-apprenant.pdf")
    assert answer.status_code == 200
    assert any(page.images for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_sheet_to_change_shows_the_picture(guide: GuidePage, client: Client) -> None:
    answer = client.get("/guides/declarer/fiche-apprenant.docx")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert any(name.startswith("word/media/") for name in names)


def test_masking_leaves_nothing_of_the_old_picture_even_on_this_machine(
    image: SiteImage, client: Client
) -> None:
    client.force_login(UserFactory(is_superuser=True))
    printed = image.get_rendition(PRINT_FILTER)
    copy, before = local_path(printed.file.name), files()
    assert copy.exists()
    answer = client.post(reverse("image_editing:mask", args=(image.pk,)), {"stem": image.stem, **MASK})
    assert answer.status_code == 302
    assert not set(before) & set(files())
    assert not set(before.values()) & set(files().values())
    assert not copy.exists()


def test_a_machine_drops_its_copies_of_pictures_that_another_one_replaced(image: SiteImage) -> None:
    gone, there = (local_path(image.get_rendition(spec).file.name) for spec in ("width-40", "width-30"))
    image.renditions.get(filter_spec="width-40").delete()
    orphaned_files.delete_orphaned_copies()
    assert gone.exists(), "a form may be saving it right now"
    hours_ago = timezone.now().timestamp() - 2 * orphaned_files.GRACE.total_seconds()
    for copy in (gone, there):
        os.utime(copy, (hours_ago, hours_ago))
    orphaned_files.delete_orphaned_copies()
    assert not gone.exists()
    assert there.exists()


def test_deleting_a_picture_deletes_its_files(
    image: SiteImage, django_capture_on_commit_callbacks: Any
) -> None:
    image.get_rendition("width-40")
    with django_capture_on_commit_callbacks(execute=True):
        for guide in GuidePage.objects.all():
            guide.delete()  # A picture in use stays.
        image.delete()
    assert files() == {}


def test_a_file_that_no_row_names_is_swept(image: SiteImage, monkeypatch: pytest.MonkeyPatch) -> None:
    default_storage.save("images/perdu.png", ContentFile(b"x"))
    assert orphaned_files.delete_orphaned_files().deleted == ()
    later = timezone.now() + 2 * orphaned_files.GRACE
    monkeypatch.setattr(orphaned_files.timezone, "now", lambda: later)
    assert orphaned_files.delete_orphaned_files().deleted == ("images/perdu.png",)


def test_two_documents_of_the_same_name_are_two_files(image: SiteImage) -> None:
    names = {default_storage.save("documents/affiche.pdf", ContentFile(text)) for text in (b"1", b"2")}
    assert len(names) == 2


def test_a_backup_brings_everything_back(place: DatabaseFactory, tmp_path: Path) -> None:
    with place():
        make_small_site()
        call_command("backup", to=tmp_path / "sauvegardes")
        rows, there = dump(tmp_path / "a"), files()
        [archive] = (tmp_path / "sauvegardes").iterdir()
        gone, altered, *_rest = there
        default_storage.delete(gone)
        default_storage.delete(altered)
        default_storage.save(altered, ContentFile(b"altered"))
        default_storage.save("images/de-trop.png", ContentFile(b"new"))
        SiteImageFactory()
        assert list(faults())
        call_command("restore", archive, replace=True, unsigned=True)
        assert (dump(tmp_path / "b"), files()) == (rows, there)
        assert list(faults()) == []


def test_guides_leave_with_their_pictures(guide: GuidePage, tmp_path: Path) -> None:
    call_command("export_guides", tmp_path / "guides")
    assert [path for path in (tmp_path / "guides").rglob("*") if path.suffix in {".jpg", ".png", ".webp"}]
