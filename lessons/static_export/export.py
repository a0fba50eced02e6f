"""Exports the whole public site to a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from home.caching.generation import Generation, current_generation
from home.text.humanize import day_label
from home.typesetting.slots import waiting_for_slot
from lessons.models import GuideIndexPage
from lessons.static_export import asset_files
from lessons.static_export.catalogue import catalogue_html, search_script
from lessons.static_export.client import get_response, page_html
from lessons.static_export.file_paths import Linker, file_of
from lessons.static_export.inventory import SiteInventory
from lessons.static_export.output_folder import OutputFolder, StaticExportError
from lessons.static_export.page_rewriting import ExportedPage

SEARCH_DATA = "recherche/guides.js"
READ_ME = "LISEZ-MOI.txt"
PAPER_SECONDS = 120.0  # Maximum wait for the typesetter, which visitors use in turn with the export.
GENERATION = "generation"  # Key in the manifest: the generation of the public content when it was read.


@dataclass(frozen=True)
class ExportReport:
    """The result. `carried` files were reused from the last folder; `lost` says in French what is missing."""

    pages: int
    files: int
    size: int
    carried: int
    lost: tuple[str, ...]


def export_site(target: Path, tell: Callable[[str], Any] = lambda line: None) -> ExportReport:
    """Export the site to `target`, completely or not at all.

    Raises StaticExportError when it cannot; the previous content of `target` is then kept.
    """
    generation = current_generation()  # Read first, so that changes during the export count as later.
    contents = SiteInventory.of_the_site()
    folder = OutputFolder(target)
    try:
        return _Export(contents, folder, tell).run(generation)
    except BaseException:
        folder.abandon()
        raise


class _Export:
    def __init__(self, contents: SiteInventory, folder: OutputFolder, tell: Callable[[str], Any]) -> None:
        self.contents = contents
        self.folder = folder
        self.tell = tell
        self.day: date = timezone.localdate()
        self.carried = 0
        self.lost: list[str] = []

    def run(self, generation: Generation) -> ExportReport:
        assets, pictures = self._write_pages()
        for name in sorted(assets):
            self.folder.write(f"static/{name}", asset_files.static_content(name))
        for name in sorted(pictures):
            self._write_picture(name)
        for number, (name, address) in enumerate(self.contents.papers.items(), start=1):
            self.tell(
                _("Fiche %(number)d sur %(count)d") % {"number": number, "count": len(self.contents.papers)}
            )
            self._write_paper(name, address)
        self.folder.write(SEARCH_DATA, search_script(self.contents.guides))
        self.folder.write(READ_ME, self._read_me())
        report = ExportReport(
            len(self.contents.paths), len(self.folder.files), self.folder.size, self.carried, tuple(self.lost)
        )
        self.folder.finish(
            {
                "date": self.day.isoformat(),
                "site": settings.WAGTAILADMIN_BASE_URL,
                GENERATION: list(generation),
            }
        )
        return report

    def _read_me(self) -> bytes:
        """Return the read-me file for the oldest Windows Notepad: with a byte order mark and CRLF."""
        facts = {"day": self.day, "site": settings.WAGTAILADMIN_BASE_URL}
        text: str = render_to_string("lessons/static_export/read_me.txt", facts)
        return text.replace("\n", "\r\n").encode("utf-8-sig")

    def _write_pages(self) -> tuple[set[str], set[str]]:
        """Write every page; return the names of the static files and images that the pages need."""
        assets: set[str] = set()
        pictures: set[str] = set()
        catalogues = {
            self.contents.path_of(page): page
            for page in GuideIndexPage.objects.visible().in_site_of(self.contents.root)
        }
        banner = _("Copie du %(day)s. La version à jour est sur %(site)s.") % {
            "day": day_label(self.day),
            "site": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc,
        }
        screens = set(self.contents.screens)
        for path in [*self.contents.paths, *self.contents.screens]:
            linker = Linker(file_of(path), self.contents.names)
            page = ExportedPage(page_html(path), linker, banner)
            if catalogue := catalogues.get(path):
                page.put_in_catalogue(self._catalogue(catalogue, linker))
            self.folder.write(linker.here, page.turned().encode())
            if path not in screens:  # What a screen lacks, the page of its guide lacks too.
                self.lost += [
                    _("Page %(path)s : image %(lost)s") % {"path": path, "lost": lost} for lost in page.lost
                ]
            for name, css in page.styles.items():
                self.folder.write(name, css.encode())
            assets |= page.assets
            pictures |= page.pictures
        return assets, pictures

    def _catalogue(self, page: GuideIndexPage, linker: Linker) -> str:
        guides = [guide for guide in self.contents.guides if guide.url_path.startswith(page.url_path)]
        return catalogue_html(page.title, page.introduction, guides, linker.to(SEARCH_DATA))

    def _write_picture(self, name: str) -> None:
        """Write or reuse an image: its name changes with its content. A lost image is left out."""
        if self.folder.carry(f"media/{name}"):
            self.carried += 1
            return
        try:
            content = asset_files.picture_content(name)
        except OSError:
            self.lost.append(_("Le fichier media/%(name)s est perdu.") % {"name": name})
        else:
            self.folder.write(f"media/{name}", content)

    def _write_paper(self, name: str, address: str) -> None:
        with waiting_for_slot(PAPER_SECONDS):
            answer = get_response(address, self.folder.etag(name))
        if answer.status_code == 304 and self.folder.carry(name):
            self.carried += 1
        elif answer.status_code == 200:
            self.folder.write(name, answer.content, answer.headers.get("ETag", ""))
        else:
            raise StaticExportError(
                _("La fiche %(name)s n’a pas pu être faite. Recommencez.") % {"name": name}
            )
