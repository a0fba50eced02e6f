"""Keeps a static copy of the site in COPY_DIR for outages, and beside it the same as a zip to download.

Owns when they are made again and when they must not be shown: a copy with content that is no longer public is
never served. COPY_DIR must be set for all functions except `copy_facts` and `delete_copy`.
"""

import logging
import posixpath
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone

from home.caching.generation import current_generation
from home.caching.memoize import memoize_per_generation
from home.models import SiteRendition
from home.text.humanize import weight_label
from lessons.static_export.export import GENERATION, export_site
from lessons.static_export.file_paths import file_of, page_file
from lessons.static_export.inventory import SiteInventory
from lessons.static_export.output_folder import FILES, MANIFEST, manifest_of

AT_MOST_EVERY = timedelta(hours=1)
LATE_AFTER = timedelta(hours=36)
PICTURES = "media/"
_log = logging.getLogger(__name__)


@dataclass
class OutageCopy:
    """The current copy in `folder`."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        return manifest_of(self.folder)

    @property
    def kit(self) -> Path:
        """The path of the zip file, named by generation, so that the zip of another copy is never served."""
        generation = "-".join(map(str, self.manifest.get(GENERATION, [])))
        return self.folder.with_name(f"{self.folder.name}-{generation}.zip")

    @cached_property
    def made_at(self) -> datetime | None:
        try:
            return datetime.fromtimestamp((self.folder / MANIFEST).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    @property
    def is_late(self) -> bool:
        return self.made_at is None or self.made_at < timezone.now() - LATE_AFTER

    @property
    def is_due(self) -> bool:
        """Whether to make the copy again: within an hour of a change, at once if it holds withdrawn pages."""
        if self.made_at is None or not self.kit.exists():
            return True
        if self.manifest.get(GENERATION) == list(current_generation()):
            return False
        return self.made_at < timezone.now() - AT_MOST_EVERY or self.holds_what_is_gone

    @property
    def holds_what_is_gone(self) -> bool:
        """Whether a page was withdrawn or an image masked since the copy was made."""
        return _holds_what_is_gone(self.folder, self.made_at)

    def pack(self) -> None:
        """Write `kit` completely or not at all, and delete the zip files of earlier copies."""
        draft = self.kit.with_suffix(".nouveau")
        with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
            for path in sorted(self.folder.rglob("*")):
                archive.write(path, Path("pas-a-pas", path.relative_to(self.folder)))
        draft.replace(self.kit)
        self.drop_kits(but=self.kit)

    def drop_kits(self, *, but: Path | None = None) -> None:
        name = re.compile(rf"{re.escape(self.folder.name)}-\d+-\d+\.zip")
        for kit in self.folder.parent.glob("*.zip"):
            if name.fullmatch(kit.name) and kit != but:
                kit.unlink(missing_ok=True)


@memoize_per_generation
def _holds_what_is_gone(folder: Path, made_at: datetime | None) -> bool:
    names = manifest_of(folder).get(FILES, {})
    pages = {page_file(name) for name in names if name.endswith(".html")}
    guides = {file_of(f"{posixpath.dirname(name)}/") for name in names if name.endswith(".pdf")}
    pictures = {name.removeprefix(PICTURES) for name in names if name.startswith(PICTURES)}
    public = set(map(file_of, SiteInventory.of_the_site().visible))
    shown = set(SiteRendition.objects.values_list("file", flat=True))
    return not (pages | guides <= public and pictures <= shown)


def current_copy() -> OutageCopy:
    return OutageCopy(Path(str(settings.COPY_DIR)).resolve())


def refresh_copy() -> str:
    """Make the copy again if it is due; return the result in French. Raises StaticExportError or OSError."""
    if not current_copy().is_due:
        return "à jour"
    report = export_site(current_copy().folder)
    current_copy().pack()
    return " ".join([f"{report.pages} page(s), {weight_label(report.size)}.", *report.lost])


def delete_copy(sender: object, **kwargs: Any) -> None:
    """Delete the copy and its zip file, as they show a masked image. The next tick makes them again."""
    if settings.COPY_DIR is None:
        return
    copy = current_copy()
    copy.drop_kits()
    shutil.rmtree(copy.folder, ignore_errors=True)
    if copy.folder.exists():
        _log.error("The copy %s could not be deleted: it may show a masked picture", copy.folder)


def copy_facts() -> dict[str, Any]:
    """Return the facts for the health page; nothing when COPY_DIR is not set."""
    if settings.COPY_DIR is None:
        return {}
    copy = current_copy()
    made = copy.made_at.isoformat() if copy.made_at else None
    return {"copie": {"derniere": made, "en_retard": copy.is_late}}
