"""The home page and plain text pages."""

import re
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import SmallMigrationStreamField
from home.hooks import HOME_ENTRANCE_HOOK, HOME_HELPER_HOOK, HomeLink, answers
from home.models.base import BasePage

NEARBY_PAGES = 8
_SITE_NAME = re.compile(r"\bpas à\s+pas\Z", re.IGNORECASE)


class HomePage(BasePage):
    introduction = models.CharField(
        _("phrase d’introduction"),
        max_length=250,
        blank=True,
        help_text=_("Sous le grand titre de l’accueil."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.PlainPage", "lessons.GuideIndexPage"]
    max_count = 1

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        entrances: list[HomeLink] = list(answers(HOME_ENTRANCE_HOOK, request))
        helper_links: list[HomeLink] = list(answers(HOME_HELPER_HOOK, request))
        return context | {"entrances": entrances, "helper_links": helper_links}

    @property
    def site_name(self) -> str:
        """The words « pas à pas » at the end of the title, which the page highlights, or ""."""
        found = _SITE_NAME.search(self.title.strip())
        return found[0] if found else ""

    @property
    def title_before_site_name(self) -> str:
        return self.title.strip().removesuffix(self.site_name).strip()


class PlainPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=500, blank=True)
    body = SmallMigrationStreamField(BodyBlock(), blank=True, verbose_name=_("contenu"))

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.PlainPage"]
    subpage_types: ClassVar[list[str]] = ["home.PlainPage"]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the plain pages below this one, or else beside it, in the order of the site's pages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = PlainPage.objects.visible()
        beside = pages.sibling_of(self, inclusive=False) if self.pk else pages.none()
        nearby = (pages.child_of(self) if self.pk else pages.none()) or beside
        return context | {"nearby": nearby[:NEARBY_PAGES]}
