"""Finds or builds the papers of a guide for a request."""

from contextlib import suppress
from dataclasses import dataclass

from django.core import signing
from django.http import Http404, HttpRequest
from wagtail.models import Site

from home.caching.memoize import shared_cache, store_fact
from home.page_access import get_visible_or_404, url_path_of, visible_in_this_site
from home.typesetting.cache import cached_file, is_cached
from home.typesetting.responses import DocumentFile, count_new_document
from home.typesetting.slots import typesetting_slot
from lessons.models import GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options
from lessons.sheets.render import FileKind, RenderedDocument

_SALT = "lessons.sheets.shown"


@dataclass(frozen=True)
class SheetRequest:
    """A request for the papers in `options` of the guide at `page_path`, as a file of `kind`."""

    page_path: str
    options: Options
    kind: FileKind = FileKind.PDF


def sheet_file(request: HttpRequest, asked: SheetRequest) -> DocumentFile:
    """Return the requested file; unless it is cached, it is built now in a typesetting slot.

    Raises Http404, TooManyNewDocumentsError, DocumentUnavailableError, or NoFreeSlotError without waiting.
    """
    url_path, site = url_path_of(request, asked.page_path), Site.find_for_request(request)
    facts, question = shared_cache(), (site, url_path, asked)
    if known := facts.get(question):
        kept_as, name = known
        if (content := cached_file(kept_as)) is not None:
            return DocumentFile(kept_as, name, content)
    if not visible_in_this_site(request, GuidePage.objects.filter(url_path=url_path)).exists():
        raise Http404
    # Loading the guide is half of the work, so requests that are refused a slot must not cause it.
    with typesetting_slot():
        guide = guide_to_print(request, asked.page_path)
        sheet = RenderedDocument(guide_document(guide, asked.options, site))
        kept_as, name = sheet.name(asked.kind), file_name(guide, asked)
        if not is_cached(kept_as):
            count_new_document(request)
        found = DocumentFile(kept_as, name, sheet.file(asked.kind))
    store_fact(facts, question, (kept_as, name))
    return found


def signed_name(guide: GuidePage, file: DocumentFile) -> str:
    """Return a signed name of `file` of `guide`, which a page puts in the URLs of its thumbnails."""
    return signing.dumps([guide.pk, guide.live_revision_id, file.kept_as], salt=_SALT)


def signed_file(request: HttpRequest, page_path: str, name: str) -> DocumentFile | None:
    """Return the cached file that a page has just shown, so that no other process has to render it again.

    Returns None when `name` was not made by `signed_name`, and when the guide was hidden or published since.
    """
    guides = GuidePage.objects.filter(url_path=url_path_of(request, page_path))
    guide = visible_in_this_site(request, guides).values_list("pk", "live_revision_id").first()
    with suppress(signing.BadSignature):
        *shown, kept_as = signing.loads(name, salt=_SALT)
        if tuple(shown) == guide and (content := cached_file(kept_as)) is not None:
            return DocumentFile(kept_as, "", content)
    return None


def guide_to_print(request: HttpRequest, page_path: str) -> GuidePage:
    guides = GuidePage.objects.for_reading()
    guide: GuidePage = get_visible_or_404(request, guides, url_path=url_path_of(request, page_path))
    return guide


def file_name(guide: GuidePage, asked: SheetRequest) -> str:
    """Return a file name that describes the file: fiche-declarer-ses-revenus-debutant.pdf."""
    options = asked.options
    one = options.papers[0].form.code if len(options.papers) == 1 else "papiers"
    level = f"-{guide.level.code}" if guide.level else ""
    size = f"-{int(options.size)}pt" if options.size != Options().size else ""
    ending = "docx" if asked.kind is FileKind.DOCX else "pdf"
    return f"{'livret-' if options.booklet else ''}{one}-{guide.slug}{level}{size}.{ending}"
