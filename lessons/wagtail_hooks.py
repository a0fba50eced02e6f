"""Registers guides, terms and session plans in Wagtail. Registration only."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home.hooks import (
    HEALTH_HOOK,
    INTEGRITY_HOOK,
    MACHINE_TASK_HOOK,
    PAGE_PREVIEW_HOOK,
    ROLE_PERMISSIONS_HOOK,
    SCHEDULED_TASK_HOOK,
    SITE_ARCHIVE_HOOK,
    WRITABLE_PAGES_HOOK,
    PagePreview,
    RolePermissions,
    ScheduledTask,
)
from home.typesetting.cache_invalidation import delete_stale_sheets
from lessons.import_export import admin_urls as import_export_urls
from lessons.import_export.menu import ImportExportMenuItem
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.expiry import forget_sessions
from lessons.planning.viewsets import ModelSessionViewSet
from lessons.roles import MODEL_SESSIONS, TERMS
from lessons.search.consistency import index_faults
from lessons.sheets.preview_modes import sheet_preview
from lessons.sheets.sheet_types import SheetType
from lessons.static_export.outage_copy import copy_facts, refresh_copy
from lessons.static_export.views import visible_site_archive
from lessons.taxonomy.viewsets import TaxonomyViewSetGroup, used_terms

register_snippet(TaxonomyViewSetGroup)
register_snippet(ModelSessionViewSet)


@hooks.register("before_delete_snippet")
def refuse_deletion_of_used_terms(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Replace the deletion page of one or several terms by a list of what uses them and what to do."""
    used = used_terms(instances)
    if not used:
        return None
    back = reverse(used[0][0].snippet_viewset.get_url_name("list"))
    return render(request, "taxonomy/terms_in_use.html", {"used": used, "back": back}, status=409)


@hooks.register(ROLE_PERMISSIONS_HOOK)
def permissions_on_terms() -> RolePermissions:
    return TERMS


@hooks.register(ROLE_PERMISSIONS_HOOK)
def permissions_on_model_sessions() -> RolePermissions:
    return MODEL_SESSIONS


@hooks.register(WRITABLE_PAGES_HOOK)
def catalogues() -> Iterable[Page]:
    return GuideIndexPage.objects.all()


@hooks.register(SCHEDULED_TASK_HOOK)
def expiry_of_sessions() -> ScheduledTask:
    return ScheduledTask("séances", timedelta(days=1), forget_sessions)


@hooks.register(SCHEDULED_TASK_HOOK, order=30)  # Last, so that the copy includes what other tasks changed.
def outage_copy() -> ScheduledTask | None:
    return ScheduledTask("copie", timedelta(0), refresh_copy) if settings.COPY_DIR else None


hooks.register(MACHINE_TASK_HOOK, delete_stale_sheets)
hooks.register(INTEGRITY_HOOK, index_faults)
hooks.register(HEALTH_HOOK, copy_facts)
hooks.register(SITE_ARCHIVE_HOOK, visible_site_archive)


@hooks.register(PAGE_PREVIEW_HOOK)
def learner_sheet_preview() -> PagePreview:
    return sheet_preview(SheetType.LEARNER)


@hooks.register(PAGE_PREVIEW_HOOK)
def helper_outline_preview() -> PagePreview:
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
    """Add a button to the menu of a guide that exports its files, including its draft."""
    if isinstance(page, GuidePage) and page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("exchange:guide", args=(page.pk,))
        yield Button(_("Emporter ce guide"), url=address, icon_name="download", priority=70)
