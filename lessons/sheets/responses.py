"""Finds the file that a visitor asks for, or says why it is not there yet, and never keeps the others waiting."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import wraps
from typing import Any, Self

from django.core import signing
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from home.caching.memoize import shared_cache, store_fact
from home.page_access import get_visible_or_404, url_path_of, visible_in_this_site
from home.rate_limits.limits import RateLimit
from home.write_lock import without_waiting
from lessons.models import GuidePage
from lessons.sheets.cache import cached_file, is_cached
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options
from lessons.sheets.render import FileKind, RenderedDocument, Thumbnails
from lessons.sheets.typesetting_slots import NoFreeSlot, is_waiting_allowed, typesetting_slot
from lessons.sheets.worker_pool import SheetUnavailable

_SALT = "lessons.sheets.shown"
RELOAD_SECONDS, RETRY_SECONDS = 3, 20
NEW_PAPERS = RateLimit("papier", 300, timedelta(minutes=10))  # A library has one address for all its readers.


class TooManyNewPapers(SheetUnavailable):
    """The visitor's network has had as many papers made as are welcome. Those that are made stay open to it."""


@dataclass(frozen=True)
class SheetRequest:
    """Papers of the guide at `page_path`, chosen by `options`, as a file of `kind`."""

    page_path: str
    options: Options
    kind: FileKind = FileKind.PDF


@dataclass(frozen=True)
class SheetFile:
    """A file of papers. `kept_as` changes whenever its content does; `name` is for people."""

    kept_as: str
    name: str
    content: bytes

    def page(self, number: int) -> Self:
        """The small picture of page `number`, from 1, of thumbnails. Raises KeyError when there is no such page."""
        picture = Thumbnails(self.content).page(number)
        return replace(self, kept_as=f"{self.kept_as}-{number}", name=f"page-{number}.png", content=picture)

    def response(self, request: HttpRequest, content_type: str, disposition: str = "inline") -> HttpResponse:
        """The file, or 304. Browsers may keep it but must ask whether it has changed."""
        headers = {
            "ETag": quote_etag(self.kept_as),
            "Cache-Control": "no-cache",
            "Content-Disposition": f'{disposition}; filename="{self.name}"',
        }
        response = HttpResponse(self.content, content_type=content_type, headers=headers)
        return get_conditional_response(request, etag=headers["ETag"], response=response) or response


def sheet_file(request: HttpRequest, asked: SheetRequest) -> SheetFile:
    """The file that is `asked` for, made now in a slot of the machine unless it is known to be kept.

    Raises Http404, NoFreeSlot at once when there is none, TooManyNewPapers, or SheetUnavailable.
    """
    url_path = url_path_of(request, asked.page_path)
    facts, question = shared_cache(), (url_path, asked)
    if known := facts.get(question):
        kept_as, name = known
        if (content := cached_file(kept_as)) is not None:
            return SheetFile(kept_as, name, content)
    if not visible_in_this_site(request, GuidePage.objects.filter(url_path=url_path)).exists():
        raise Http404
    with typesetting_slot():  # Reading the guide is half the work: those who must come again do not cause it.
        guide = guide_to_print(request, asked.page_path)
        sheet = RenderedDocument(guide_document(guide, asked.options))
        kept_as, name = sheet.name(asked.kind), file_name(guide, asked)
        if not is_cached(kept_as):
            count_new_paper(request)
        found = SheetFile(kept_as, name, sheet.file(asked.kind))
    store_fact(facts, question, (kept_as, name))
    return found


def signed_name(guide: GuidePage, file: SheetFile) -> str:
    """What a page that shows `file` of `guide` puts into the addresses of its pictures, for `signed_file`."""
    return signing.dumps([guide.pk, guide.live_revision_id, file.kept_as], salt=_SALT)


def signed_file(request: HttpRequest, page_path: str, name: str) -> SheetFile | None:
    """The file that a page has just shown, while it is kept: no other process has to make its document again.

    None for a `name` that `signed_name` did not give, and once the guide is hidden or published anew.
    """
    guides = GuidePage.objects.filter(url_path=url_path_of(request, page_path))
    guide = visible_in_this_site(request, guides).values_list("pk", "live_revision_id").first()
    with suppress(signing.BadSignature):
        *shown, kept_as = signing.loads(name, salt=_SALT)
        if tuple(shown) == guide and (content := cached_file(kept_as)) is not None:
            return SheetFile(kept_as, "", content)
    return None


def guide_to_print(request: HttpRequest, page_path: str) -> GuidePage:
    guides = GuidePage.objects.for_reading()
    guide: GuidePage = get_visible_or_404(request, guides, url_path=url_path_of(request, page_path))
    return guide


def count_new_paper(request: HttpRequest) -> None:
    """Count one more for the visitor's network; commands that make papers are no visitors. Raises TooManyNewPapers."""
    if is_waiting_allowed():
        return
    if NEW_PAPERS.is_reached(request):
        raise TooManyNewPapers("Too many new papers for this network")
    with suppress(OperationalError), without_waiting():
        NEW_PAPERS.count(request)


def file_name(guide: GuidePage, asked: SheetRequest) -> str:
    """A name that says what the file is: fiche-declarer-ses-revenus-debutant.pdf."""
    options = asked.options
    one = options.papers[0].form.code if len(options.papers) == 1 else "papiers"
    level = f"-{guide.level.code}" if guide.level else ""
    size = f"-{int(options.size)}pt" if options.size != Options().size else ""
    ending = "docx" if asked.kind is FileKind.DOCX else "pdf"
    return f"{'livret-' if options.booklet else ''}{one}-{guide.slug}{level}{size}.{ending}"


def answers_without_waiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose file cannot be had now answers with a light page that says when to come back, and does so itself."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoFreeSlot:
            return being_prepared_page(request)
        except TooManyNewPapers:
            return _come_back(
                request, "lessons/sheets/too_many.html", 429, int(NEW_PAPERS.window.total_seconds())
            )
        except SheetUnavailable:
            return _come_back(request, "lessons/sheets/unavailable.html", 503, RETRY_SECONDS)

    return answer


def being_prepared_page(request: HttpRequest) -> HttpResponse:
    """The page of who has to wait for a slot; it loads the file as soon as there is one."""
    response = _come_back(request, "lessons/sheets/being_prepared.html", 503, RELOAD_SECONDS)
    response["Refresh"] = str(RELOAD_SECONDS)
    return response


def _come_back(request: HttpRequest, template: str, status: int, seconds: int) -> HttpResponse:
    page_path = request.resolver_match.kwargs.get("page_path") if request.resolver_match else None
    context = {"retry": request.get_full_path(), "guide": f"/{page_path}/" if page_path else ""}
    response = render(request, template, context, status=status)
    response["Retry-After"] = str(seconds)
    return response
