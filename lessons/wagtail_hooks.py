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

from home.keeping.verifying import VERIFY_HOOK
from home.offline.kit import KIT_HOOK, Kit
from home.views import HEALTH_HOOK
from lessons.exchange import admin_urls as exchange_urls
from lessons.exchange.menu import ExchangeMenuItem
from lessons.mirror.keeping import copy_facts
from lessons.mirror.views import kit_that_may_be_shown
from lessons.models import GuidePage
from lessons.models.preview import SHEET_PREVIEW_HOOK, SheetPreview
from lessons.planning.viewsets import ModelSessionViewSet
from lessons.search.checking import index_faults
from lessons.sheets.papers import Paper
from lessons.sheets.previews import sheet_preview
from lessons.taxonomy.viewsets import TaxonomyViewSetGroup, used_terms

register_snippet(TaxonomyViewSetGroup)
register_snippet(ModelSessionViewSet)


@hooks.register("before_delete_snippet")
def explain_terms_in_use(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Instead of the question "delete?", for one term or several: what uses them and what to do."""
    used = used_terms(instances)
    if not used:
        return None
    back = reverse(used[0][0].snippet_viewset.get_url_name("list"))
    return render(request, "taxonomy/terms_in_use.html", {"used": used, "back": back}, status=409)


@hooks.register(VERIFY_HOOK)
def search_index_faults() -> Iterator[str]:
    return index_faults()


@hooks.register(HEALTH_HOOK)
def copy_health() -> dict[str, Any]:
    return copy_facts()


@hooks.register(KIT_HOOK)
def site_to_take_away() -> Kit | None:
    return kit_that_may_be_shown()


@hooks.register(SHEET_PREVIEW_HOOK)
def learner_sheet_preview() -> SheetPreview:
    return sheet_preview(Paper.LEARNER)


@hooks.register(SHEET_PREVIEW_HOOK)
def helper_outline_preview() -> SheetPreview:
    return sheet_preview(Paper.HELPER)


@hooks.register("register_admin_urls")
def register_exchange() -> list[URLResolver]:
    return [path("echanges/", include(exchange_urls))]


@hooks.register("register_admin_menu_item")
def exchange_menu_item() -> MenuItem:
    return ExchangeMenuItem()


@hooks.register("register_page_header_buttons")
def take_guide_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a guide's page: its files, draft included."""
    if isinstance(page, GuidePage) and page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("exchange:guide", args=(page.pk,))
        yield Button(_("Emporter ce guide"), url=address, icon_name="download", priority=70)
