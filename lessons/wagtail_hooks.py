"""Registers what the administration must know of guides. Registration only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lessons.models.preview import SHEET_PREVIEW_HOOK, SheetPreview
from lessons.planning.viewsets import ModelSessionViewSet
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


@hooks.register(SHEET_PREVIEW_HOOK)
def learner_sheet_preview() -> SheetPreview:
    return sheet_preview(Paper.LEARNER)


@hooks.register(SHEET_PREVIEW_HOOK)
def helper_outline_preview() -> SheetPreview:
    return sheet_preview(Paper.HELPER)
