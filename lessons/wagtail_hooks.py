"""Registers what the administration must know of guides. Registration only."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from home.integrity.verification import VERIFY_HOOK
from home.offline.site_archive import SITE_ARCHIVE_HOOK, SiteArchive
from home.views import HEALTH_HOOK
from lessons.import_export import admin_urls as import_export_urls
from lessons.import_export.menu import ImportExportMenuItem
from lessons.models import GuidePage
from lessons.models.preview_modes import SHEET_PREVIEW_HOOK, SheetPreview
from lessons.planning.viewsets import ModelSessionViewSet
from lessons.search.consistency import index_faults
from lessons.sheets.preview_modes import sheet_preview
from lessons.sheets.sheet_types import SheetType
from lessons.static_export.outage_copy import copy_facts
from lessons.static_export.views import visible_site_archive
from lessons.taxonomy.viewsets import TaxonomyViewSetGroup, used_terms

register_snippet(TaxonomyViewSetGroup)
register_snippet(ModelSessionViewSet)


@hooks.register("before_delete_snippet")
def refuse_deletion_of_used_terms(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Instead of the question "delete?", for one term or several: what uses them and what to do."""
    used = used_terms(instances)
    if not used:
        return None
    back = reverse(used[0][0].snippet_viewset.get_url_name("list"))
    return render(request, "taxonomy/terms_in_use.html", {"used": used, "back": back}, status=409)


@hooks.register(VERIFY_HOOK)
def search_index_check() -> Iterator[str]:
    return index_faults()


@hooks.register(HEALTH_HOOK)
def copy_health() -> dict[str, Any]:
    return copy_facts()


@hooks.register(SITE_ARCHIVE_HOOK)
def register_site_archive() -> SiteArchive | None:
    return visible_site_archive()


@hooks.register(SHEET_PREVIEW_HOOK)
def learner_sheet_preview() -> SheetPreview:
    return sheet_preview(SheetType.LEARNER)


@hooks.register(SHEET_PREVIEW_HOOK)
def helper_outline_preview() -> SheetPreview:
    return sheet_preview(SheetType.HELPER)


@hooks.register("register_admin_urls")
def register_import_export() -> list[URLResolver]:
    return [path("echanges/", include(import_export_urls))]


@hooks.register("register_admin_menu_item")
def import_export_menu_item() -> MenuItem:
    return ImportExportMenuItem()


@hooks.register("register_page_header_buttons")
def export_guide_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a guide's page: its files, draft included."""
    if isinstance(page, GuidePage) and page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("exchange:guide", args=(page.pk,))
        yield Button(_("Emporter ce guide"), url=address, icon_name="download", priority=70)
