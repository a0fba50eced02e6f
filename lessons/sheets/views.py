"""Answers requests for sheets of visible guides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from home.access import get_visible_or_404, url_path_of
from lessons.models import GuidePage
from lessons.sheets.document import guide_sheet
from lessons.sheets.pool import SheetUnavailable
from lessons.sheets.render import Paper, Sheet

RETRY_SECONDS = 20
FILE_NAMES = {Paper.LEARNER: "fiche", Paper.HELPER: "trame"}


@require_safe
def learner_sheet(request: HttpRequest, page_path: str) -> HttpResponse:
    return _sheet(request, page_path, Paper.LEARNER)


@require_safe
def helper_outline(request: HttpRequest, page_path: str) -> HttpResponse:
    return _sheet(request, page_path, Paper.HELPER)


def _sheet(request: HttpRequest, page_path: str, paper: Paper) -> HttpResponse:
    guides = GuidePage.objects.for_reading()
    guide = get_visible_or_404(request, guides, url_path=url_path_of(request, page_path))
    sheet = Sheet(guide_sheet(guide), paper)
    etag = quote_etag(sheet.key)
    unchanged = get_conditional_response(request, etag=etag, response=_headed(HttpResponse(), etag))
    if unchanged is not None and unchanged.status_code != 200:
        return unchanged
    try:
        response = HttpResponse(sheet.pdf(), content_type="application/pdf")
    except SheetUnavailable:
        return _unavailable(request, guide)
    response["Content-Disposition"] = f'inline; filename="{file_name(guide, paper)}"'
    return _headed(response, etag)


def _headed(response: HttpResponse, etag: str) -> HttpResponse:
    """Browsers may keep the file but must ask whether it has changed."""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def file_name(guide: GuidePage, paper: Paper) -> str:
    """A name that says what the file is: fiche-declarer-ses-revenus-debutant.pdf."""
    level = f"-{guide.level.code}" if guide.level else ""
    return f"{FILE_NAMES[paper]}-{guide.slug}{level}.pdf"


def _unavailable(request: HttpRequest, guide: GuidePage) -> HttpResponse:
    context = {"guide": guide, "retry": request.get_full_path()}
    response = render(request, "lessons/sheets/unavailable.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
