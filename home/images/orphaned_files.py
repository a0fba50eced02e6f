"""Deletes picture files that no database row refers to any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import UploadedFile

from home.images.models import ORIGINALS, RENDITIONS, SiteImage, SiteRendition
from home.images.replacement import erase
from home.storage.local_copies import forget_other_copies
from home.storage.names import file_names_in

ASIDE = "wagtail_uploads"  # Wagtail's folder for uploads whose form is unfinished.
GRACE = timedelta(hours=1)  # A newer file may belong to a form that is being saved right now.
UNFINISHED = timedelta(days=1)


@dataclass(frozen=True)
class CleanupReport:
    """Names of deleted files, of files that could not be deleted, and of pictures whose file is missing."""

    deleted: tuple[str, ...]
    left: tuple[str, ...]
    missing: tuple[str, ...]


def delete_orphaned_files(grace: timedelta = GRACE) -> CleanupReport:
    """Delete leftover files of replaced and deleted pictures. May run at any time, and repeatedly."""
    _drop_unfinished()
    doomed = [*_stale_renditions(), *orphans(grace)]
    left = erase(doomed)
    names = SiteImage.objects.values_list("file", flat=True)
    return CleanupReport(
        deleted=tuple(name for name in doomed if name not in left),
        left=tuple(left),
        missing=tuple(name for name in names if not default_storage.exists(name)),
    )


def delete_orphaned_files_in_words() -> str:
    """Run as a scheduled task; return a French sentence with the number of deleted files."""
    return f"{len(delete_orphaned_files().deleted)} fichier(s) d’image effacé(s)."


def _drop_unfinished() -> None:
    """Delete rows of abandoned forms, which orphans their files."""
    limit = timezone.now() - UNFINISHED
    for upload in UploadedFile.objects.all():
        name = upload.file.name
        if not default_storage.exists(name) or default_storage.get_modified_time(name) < limit:
            upload.delete()


def _stale_renditions() -> Iterator[str]:
    """Yield the file names of renditions made from a replaced file, and delete their rows."""
    for rendition in SiteRendition.objects.select_related("image").iterator():
        if not rendition.file.name.startswith(f"{RENDITIONS}/{rendition.image.stem}."):
            yield rendition.file.name
            rendition.delete()


def delete_orphaned_copies(grace: timedelta = GRACE) -> None:
    """Delete this machine's local copies of deleted pictures, whichever machine deleted them."""
    forget_other_copies(_named(), grace)


def _named() -> set[str]:
    models = (SiteImage, SiteRendition, UploadedFile)
    return {name for model in models for name in model._default_manager.values_list("file", flat=True)}


def orphans(grace: timedelta) -> Iterator[str]:
    """Yield the names of files older than `grace` that no row refers to."""
    limit = timezone.now() - grace
    named = _named()
    for folder in (ORIGINALS, RENDITIONS, ASIDE):
        for name in file_names_in(folder):
            if name not in named and default_storage.get_modified_time(name) < limit:
                yield name
