"""What `sweep_pictures` deletes after a crash, and what it keeps."""

import os
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import UploadedFile

from home.images import orphaned_files, replacement
from home.models import SiteImage, SiteRendition
from tests.factories.home import UserFactory
from tests.home.images import samples

pytestmark = pytest.mark.django_db
OLD = 4_000


def orphan(folder: str, age: int = OLD) -> Path:
    name = default_storage.save(f"{folder}/perdu.png", ContentFile(samples.picture()))
    path = Path(default_storage.path(name))
    moment = timezone.now().timestamp() - age
    os.utime(path, (moment, moment))
    return path


def test_files_that_no_row_names_are_deleted(image: SiteImage) -> None:
    image.get_rendition("width-20")
    lost = [orphan(folder) for folder in ("original_images", "images", "wagtail_uploads")]
    report = orphaned_files.delete_orphaned_files()
    assert len(report.deleted) == 3
    assert not any(path.exists() for path in lost)
    assert Path(image.file.path).exists()
    assert orphaned_files.delete_orphaned_files().deleted == ()


def test_a_file_being_saved_right_now_is_left_alone(image: SiteImage) -> None:
    young = orphan("original_images", age=60)
    assert orphaned_files.delete_orphaned_files().deleted == ()
    assert young.exists()


def test_killed_after_the_database_changed_the_old_picture_goes_at_the_next_sweep(
    image: SiteImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    image.get_rendition("width-20")
    old = [Path(image.file.path), Path(image.renditions.get().file.path)]
    for path in old:
        os.utime(path, (1_000_000_000, 1_000_000_000))

    def killed(names: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(replacement, "erase", killed)
    picture = replacement.CleanPicture(samples.picture(), ".png", 60, 40)
    with pytest.raises(KeyboardInterrupt):
        replacement.replace_file(image, picture, user=UserFactory(), action="home.mask_picture", data={})
    assert all(path.exists() for path in old)
    report = orphaned_files.delete_orphaned_files()
    assert len(report.deleted) == 2
    assert not any(path.exists() for path in old)
    assert SiteImage.objects.get().width == 60


def test_a_rendition_of_an_older_file_goes_with_its_row(image: SiteImage) -> None:
    rendition = image.get_rendition("width-20")
    SiteImage.objects.update(
        file=default_storage.save("original_images/autre.png", ContentFile(samples.picture()))
    )
    orphaned_files.delete_orphaned_files()
    assert not SiteRendition.objects.exists()
    assert not default_storage.exists(rendition.file.name)


def test_an_upload_left_unfinished_since_yesterday_is_deleted(image: SiteImage) -> None:
    kept = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(SiteImage),
        file=ContentFile(samples.jpeg_with_everything(), "M_DUPONT.jpg"),
    )
    content = Path(kept.file.path).read_bytes()
    assert samples.SECRET not in content
    assert "DUPONT" not in kept.file.name
    os.utime(kept.file.path, (1_000_000_000, 1_000_000_000))
    orphaned_files.delete_orphaned_files()
    assert not UploadedFile.objects.exists()
    assert not default_storage.exists(kept.file.name)


def test_the_command_fails_when_a_file_resists(monkeypatch: pytest.MonkeyPatch) -> None:
    orphan("images")
    monkeypatch.setattr(orphaned_files, "erase", list)
    with pytest.raises(CommandError, match="n’ont pas pu être effacés"):
        call_command("sweep_pictures")


def test_the_command_tells_missing_files(image: SiteImage, capsys: pytest.CaptureFixture[str]) -> None:
    default_storage.delete(image.file.name)
    call_command("sweep_pictures")
    told = capsys.readouterr()
    assert image.file.name in told.err
    assert "Fichiers effacés : 0." in told.out
