"""Views of the papers of public guides, and of the page on which they are chosen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.caching.policy import allow_page_cache
from home.page_access import follow_moved_pages
from home.text.humanize import weight_label
from home.typesetting.responses import TooManyNewDocumentsError, answers_without_waiting
from home.typesetting.slots import NoFreeSlotError
from home.typesetting.thumbnails import Thumbnails
from home.typesetting.worker_pool import DocumentUnavailableError
from lessons.sheets.options import Options, read_options
from lessons.sheets.print_choices import paper_needed, print_choices
from lessons.sheets.render import FileKind
from lessons.sheets.sheet_files import SheetRequest, guide_to_print, sheet_file, signed_file, signed_name
from lessons.sheets.sheet_types import SheetType

SHOWN = "fichier"  # Query parameter of thumbnails: the signed name of the file that the page shows.
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@follow_moved_pages
@answers_without_waiting
def learner_sheet(request: HttpRequest, page_path: str) -> HttpResponse:
    return allow_page_cache(_one_paper(request, page_path, SheetType.LEARNER))


@require_safe
@follow_moved_pages
@answers_without_waiting
def helper_outline(request: HttpRequest, page_path: str) -> HttpResponse:
    return allow_page_cache(_one_paper(request, page_path, SheetType.HELPER))


@require_safe
@follow_moved_pages
@answers_without_waiting
def learner_docx(request: HttpRequest, page_path: str) -> HttpResponse:
    return _one_paper(request, page_path, SheetType.LEARNER, FileKind.DOCX)


@require_safe
@follow_moved_pages
@answers_without_waiting
def helper_docx(request: HttpRequest, page_path: str) -> HttpResponse:
    return _one_paper(request, page_path, SheetType.HELPER, FileKind.DOCX)


@require_safe
@follow_moved_pages
@answers_without_waiting
def chosen_papers(request: HttpRequest, page_path: str) -> HttpResponse:
    """The file for the options in the query string."""
    options = read_options(request.GET)
    kind = FileKind.PRINTER if options.for_printer else FileKind.PDF
    return sheet_file(request, SheetRequest(page_path, options, kind)).response(request, PDF)


@require_safe
@follow_moved_pages
@answers_without_waiting
def print_page(request: HttpRequest, page_path: str) -> HttpResponse:
    """The page for choosing what to print, with thumbnails of the result."""
    options = read_options(request.GET)
    try:
        pages = sheet_file(request, SheetRequest(page_path, options, FileKind.THUMBNAILS))
        pdf = sheet_file(request, SheetRequest(page_path, options))
        count = Thumbnails(pages.content).count
        preview = {
            "thumbnails": count,
            "weight": weight_label(len(pdf.content)),
            "paper_needed": paper_needed(count, options),
        }
    except (NoFreeSlotError, TooManyNewDocumentsError):
        raise
    except DocumentUnavailableError:
        pages, preview = None, {"unavailable": True}
    guide = guide_to_print(request, page_path)
    if pages:
        preview["shown"] = f"{SHOWN}={signed_name(guide, pages)}"
    context = print_choices(guide, options, guide.get_url(request)) | preview
    response = render(request, "lessons/sheets/print_page.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@follow_moved_pages
@answers_without_waiting
def thumbnail(request: HttpRequest, page_path: str, number: int) -> HttpResponse:
    """A thumbnail of one page of the document in the query string. Raises Http404 for an unknown page."""
    pages = signed_file(request, page_path, request.GET.get(SHOWN, "")) or sheet_file(
        request, SheetRequest(page_path, read_options(request.GET), FileKind.THUMBNAILS)
    )
    try:
        return pages.page(number).response(request, "image/png")
    except KeyError:
        raise Http404 from None


def _one_paper(
    request: HttpRequest, page_path: str, paper: SheetType, kind: FileKind = FileKind.PDF
) -> HttpResponse:
    found = sheet_file(request, SheetRequest(page_path, Options(papers=(paper,)), kind))
    if kind is FileKind.DOCX:
        return found.response(request, DOCX, "attachment")
    return found.response(request, PDF)
