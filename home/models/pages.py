"""The home page and plain text pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import SmallMigrationStreamField
from home.models.base import BasePage


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
