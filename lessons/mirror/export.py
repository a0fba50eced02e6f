"""Writes the whole public site into a folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home.formats import day_label
from home.models import visible_q
from lessons.mirror import files
from lessons.mirror.addresses import Linker, file_of
from lessons.mirror.asking import ask, page_html
from lessons.mirror.catalogue import catalogue_html, search_script
from lessons.mirror.folder import Folder, MirrorError
from lessons.mirror.pages import MirrorPage, papers_of
from lessons.models import GuideIndexPage, GuidePage

SEARCH_DATA = "recherche/guides.js"
READ_ME = "LISEZ-MOI.txt"


@dataclass(frozen=True)
class Report:
    """What was written. `carried` files were taken from the folder that was there."""

    pages: int
    files: int
    size: int
    carried: int


def export_site(target: Path, tell: Callable[[str], Any] = lambda line: None) -> Report:
    """Write the site to `target`, all of it or nothing. Raises MirrorError, and leaves what was there, when it cannot."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise MirrorError(_("Aucun site par défaut : il n’y a rien à copier."))
    folder = Folder(target)
    try:
        return _Export(site, folder, tell).run()
    except BaseException:
        folder.abandon()
        raise


class _Export:
    def __init__(self, site: Site, folder: Folder, tell: Callable[[str], Any]) -> None:
        self.root = site.root_page
        self.folder = folder
        self.tell = tell
        self.day: date = timezone.localdate()
        self.carried = 0
        self.pages = list(self._paths())
        guides = GuidePage.objects.visible().in_site_of(self.root).with_terms().order_by("title", "pk")
        self.guides = list(guides)
        self.papers = {
            name: address for guide in self.guides for name, address in papers_of(self._path(guide)).items()
        }
        self.known = {file_of(path) for path in self.pages} | set(self.papers)

    def run(self) -> Report:
        assets, pictures = self._write_pages()
        for name in sorted(assets):
            self.folder.write(f"static/{name}", files.static_content(name))
        for name in sorted(pictures):
            self._write_picture(name)
        for number, (name, address) in enumerate(self.papers.items(), start=1):
            self.tell(_("Fiche %(number)d sur %(count)d") % {"number": number, "count": len(self.papers)})
            self._write_paper(name, address)
        self.folder.write(SEARCH_DATA, search_script(self.guides))
        self.folder.write(READ_ME, render_to_string("lessons/mirror/read_me.txt", {"day": self.day}).encode())
        report = Report(len(self.pages), len(self.folder.files), self.folder.size, self.carried)
        self.folder.finish({"date": self.day.isoformat(), "site": settings.WAGTAILADMIN_BASE_URL})
        return report

    def _paths(self) -> Iterator[str]:
        """The addresses of all pages that anyone may read now."""
        pages = Page.objects.descendant_of(self.root, inclusive=True).public().filter(visible_q())
        for page in pages.order_by("path"):
            yield self._path(page)

    def _path(self, page: Page) -> str:
        return str(page.url_path)[len(self.root.url_path) - 1 :]

    def _write_pages(self) -> tuple[set[str], set[str]]:
        """Write every page; give the static files and the pictures they need."""
        assets: set[str] = set()
        pictures: set[str] = set()
        catalogues = {
            self._path(page): page for page in GuideIndexPage.objects.visible().in_site_of(self.root)
        }
        banner = _("Copie du %(day)s") % {"day": day_label(self.day)}
        for path in self.pages:
            linker = Linker(file_of(path), self.known)
            page = MirrorPage(page_html(path), linker, banner)
            if catalogue := catalogues.get(path):
                page.put_in_catalogue(self._catalogue(catalogue, linker))
            self.folder.write(linker.here, page.turned().encode())
            assets |= page.assets
            pictures |= page.pictures
        return assets, pictures

    def _catalogue(self, page: GuideIndexPage, linker: Linker) -> str:
        guides = [guide for guide in self.guides if guide.url_path.startswith(page.url_path)]
        return catalogue_html(page.title, page.introduction, guides, linker.to(SEARCH_DATA))

    def _write_picture(self, name: str) -> None:
        """Pictures change their name with their content."""
        if self.folder.carry(f"media/{name}"):
            self.carried += 1
        else:
            self.folder.write(f"media/{name}", files.picture_content(name))

    def _write_paper(self, name: str, address: str) -> None:
        answer = ask(address, self.folder.etag(name))
        if answer.status_code == 304 and self.folder.carry(name):
            self.carried += 1
        elif answer.status_code == 200:
            self.folder.write(name, answer.content, answer.headers.get("ETag", ""))
        else:
            raise MirrorError(_("La fiche %(name)s n’a pas pu être faite. Recommencez.") % {"name": name})
