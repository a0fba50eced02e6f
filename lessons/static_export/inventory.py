"""The content of a static copy: the public pages, and the sheets of the guides among them."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home.models import visible_q
from home.page_routes import leads_to_a_page
from lessons.models import GuidePage
from lessons.static_export.file_paths import file_of
from lessons.static_export.output_folder import StaticExportError
from lessons.static_export.page_rewriting import papers_of
from lessons.step_by_step.screens import Screens


@dataclass
class SiteInventory:
    """The content below `root`. A page is left out when its address is taken by another view of the site."""

    root: Page

    @classmethod
    def of_the_site(cls) -> "SiteInventory":
        """Return the inventory of the default site. Raises StaticExportError when there is none."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise StaticExportError(_("Aucun site par défaut : il n’y a rien à copier."))
        return cls(site.root_page)

    @cached_property
    def visible(self) -> list[str]:
        """The paths of the pages that anyone may read now."""
        pages = Page.objects.descendant_of(self.root, inclusive=True).public().filter(visible_q())
        return [self._below(path) for path in pages.order_by("path").values_list("url_path", flat=True)]

    @cached_property
    def paths(self) -> list[str]:
        """The visible paths that are served by the page itself."""
        return [path for path in self.visible if leads_to_a_page(path)]

    @cached_property
    def guides(self) -> list[GuidePage]:
        guides = GuidePage.objects.visible().in_site_of(self.root).with_terms()
        shown = set(self.paths)
        return [guide for guide in guides.order_by("title", "pk") if self.path_of(guide) in shown]

    @cached_property
    def papers(self) -> dict[str, str]:
        """The URLs of the sheets, by file name."""
        return {
            name: address for guide in self.guides for name, address in papers_of(self.path_of(guide)).items()
        }

    @cached_property
    def screens(self) -> list[str]:
        """The paths of the screens of each guide that is followed step by step."""
        return [
            path
            for guide in self.guides
            for path in Screens(guide, f"{self.path_of(guide)}suivre/").addresses
        ]

    @cached_property
    def names(self) -> set[str]:
        """The file names of all pages, screens and sheets."""
        return {file_of(path) for path in [*self.paths, *self.screens]} | set(self.papers)

    def path_of(self, page: Page) -> str:
        return self._below(page.url_path)

    def _below(self, url_path: str) -> str:
        return url_path[len(self.root.url_path) - 1 :]
