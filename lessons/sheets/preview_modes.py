"""Previews of the sheets of a draft guide, for the preview panel of the administration."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from home.hooks import PagePreview
from home.typesetting.responses import answers_without_waiting
from lessons.models import GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options
from lessons.sheets.render import RenderedDocument
from lessons.sheets.sheet_types import SheetType

LABELS = {SheetType.LEARNER: _("La fiche apprenant (PDF)"), SheetType.HELPER: _("La trame aidant (PDF)")}


def sheet_preview(paper: SheetType) -> PagePreview:
    return PagePreview(paper.value, LABELS[paper], partial(_serve, paper))


def _serve(paper: SheetType, request: HttpRequest, guide: GuidePage) -> HttpResponse:
    return _pdf(request, guide, paper)


@xframe_options_sameorigin
@answers_without_waiting
def _pdf(request: HttpRequest, guide: GuidePage, paper: SheetType) -> HttpResponse:
    content = RenderedDocument(guide_document(guide, Options(papers=(paper,)))).pdf()
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response
