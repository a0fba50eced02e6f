"""Answers requests for papers of visible guides: files, pictures of their pages."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from home.access import follow_moved_pages, get_visible_or_404, url_path_of
from home.answers import may_be_kept
from home.formats import weight_label
from lessons.models import GuidePage
from lessons.sheets.choices import print_choices
from lessons.sheets.document import guide_document
from lessons.sheets.editable import docx_of
from lessons.sheets.options import Options, read_options
from lessons.sheets.papers import Paper
from lessons.sheets.pool import SheetUnavailable
from lessons.sheets.render import Sheet

RETRY_SECONDS = 20
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@follow_moved_pages
def learner_sheet(request: HttpRequest, page_path: str) -> HttpResponse:
    return may_be_kept(_pdf(request, _guide(request, page_path), Options(papers=(Paper.LEARNER,))))


@require_safe
@follow_moved_pages
def helper_outline(request: HttpRequest, page_path: str) -> HttpResponse:
    return may_be_kept(_pdf(request, _guide(request, page_path), Options(papers=(Paper.HELPER,))))


@require_safe
@follow_moved_pages
def chosen_papers(request: HttpRequest, page_path: str) -> HttpResponse:
    """The file that the query string asks for."""
    return _pdf(request, _guide(request, page_path), read_options(request.GET))


@require_safe
@follow_moved_pages
def print_page(request: HttpRequest, page_path: str) -> HttpResponse:
    """Where one chooses what to print, with the pages as they will be."""
    guide = _guide(request, page_path)
    options = read_options(request.GET)
    context = print_choices(guide, options, guide.get_url(request))
    try:
        sheet = Sheet(guide_document(guide, options))
        context |= {"thumbnails": sheet.thumbnails().count, "weight": weight_label(len(sheet.pdf()))}
    except SheetUnavailable:
        context |= {"unavailable": True}
    response = render(request, "lessons/sheets/print_page.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@follow_moved_pages
def learner_docx(request: HttpRequest, page_path: str) -> HttpResponse:
    return _docx(request, page_path, Paper.LEARNER)


@require_safe
@follow_moved_pages
def helper_docx(request: HttpRequest, page_path: str) -> HttpResponse:
    return _docx(request, page_path, Paper.HELPER)


@require_safe
@follow_moved_pages
def thumbnail(request: HttpRequest, page_path: str, number: int) -> HttpResponse:
    """A small picture of one page of what the query string asks for."""
    sheet = Sheet(guide_document(_guide(request, page_path), read_options(request.GET)))

    def picture() -> bytes:
        try:
            return sheet.thumbnails().page(number)
        except KeyError:
            raise Http404 from None

    try:
        return _file(request, f"{sheet.key}-{number}", picture, "image/png")
    except SheetUnavailable:
        return HttpResponse(status=503)


def _guide(request: HttpRequest, page_path: str) -> GuidePage:
    guides = GuidePage.objects.for_reading()
    guide: GuidePage = get_visible_or_404(request, guides, url_path=url_path_of(request, page_path))
    return guide


def _pdf(request: HttpRequest, guide: GuidePage, options: Options) -> HttpResponse:
    sheet = Sheet(guide_document(guide, options))
    build = sheet.printer_pdf if options.for_printer else sheet.pdf
    try:
        response = _file(request, f"{sheet.key}-{options.copies}", build, "application/pdf")
    except SheetUnavailable:
        return _unavailable(request, guide)
    response["Content-Disposition"] = f'inline; filename="{file_name(guide, options)}"'
    return response


def _docx(request: HttpRequest, page_path: str, paper: Paper) -> HttpResponse:
    guide = _guide(request, page_path)
    options = Options(papers=(paper,))
    document = guide_document(guide, options)
    response = _file(request, f"{Sheet(document).key}-docx", lambda: docx_of(document), DOCX)
    name = file_name(guide, options).removesuffix(".pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _file(request: HttpRequest, key: str, build: Callable[[], bytes], content_type: str) -> HttpResponse:
    """The file, or 304 without building it. Browsers may keep it but must ask whether it has changed."""
    etag = quote_etag(key)
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    unchanged = get_conditional_response(request, etag=etag, response=HttpResponse(headers=headers))
    if unchanged is not None and unchanged.status_code != 200:
        return unchanged
    return HttpResponse(build(), content_type=content_type, headers=headers)


def file_name(guide: GuidePage, options: Options) -> str:
    """A name that says what the file is: fiche-declarer-ses-revenus-debutant.pdf."""
    one = options.papers[0].form.code if len(options.papers) == 1 else "papiers"
    level = f"-{guide.level.code}" if guide.level else ""
    size = f"-{int(options.size)}pt" if options.size != Options().size else ""
    return f"{'livret-' if options.booklet else ''}{one}-{guide.slug}{level}{size}.pdf"


def _unavailable(request: HttpRequest, guide: GuidePage) -> HttpResponse:
    context = {"guide": guide, "retry": request.get_full_path()}
    response = render(request, "lessons/sheets/unavailable.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
