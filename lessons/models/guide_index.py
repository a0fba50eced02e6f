"""The catalogue page, which lists and searches guides."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models import BasePage
from lessons.models.guides import GuidePage
from lessons.search.catalogue_context import catalogue
from lessons.search.catalogue_scope import CatalogueScope


class GuideIndexPage(BasePage):
    introduction = models.CharField(_("phrase d’introduction"), max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["lessons.GuidePage"]

    class Meta:
        verbose_name = _("catalogue de guides")
        verbose_name_plural = _("catalogues de guides")

    def guides(self) -> Any:
        """Return the guides of this catalogue that anyone may read now."""
        return GuidePage.objects.visible().child_of(self)

    def child_called(self, slug: str) -> Page:
        """Return the guide with this slug and its relations. Raises Http404 when there is none."""
        guide = GuidePage.objects.child_of(self).for_reading().filter(slug=slug).first()
        return guide or super().child_called(slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | catalogue(request, CatalogueScope(self.pk, self.guides), self.get_url(request) or "")
