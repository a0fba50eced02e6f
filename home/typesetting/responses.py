"""Answers with a document, or says why it is not there yet; who waits for one never keeps the others waiting."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import wraps
from typing import Any, Self

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from home.rate_limits.limits import RateLimit
from home.typesetting.slots import NoFreeSlotError, is_waiting_allowed
from home.typesetting.thumbnails import Thumbnails
from home.typesetting.worker_pool import DocumentUnavailableError
from home.write_lock import without_waiting

RELOAD_SECONDS, RETRY_SECONDS = 3, 20
NEW_DOCUMENTS = RateLimit(
    "papier", 300, timedelta(minutes=10)
)  # A library has one address for all its readers.


class TooManyNewDocumentsError(DocumentUnavailableError):
    """The visitor's network has had as many papers made as are welcome. Those that are made stay open to it."""


@dataclass(frozen=True)
class DocumentFile:
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


def count_new_document(request: HttpRequest) -> None:
    """Count one more for the visitor's network; commands that make papers are no visitors. Raises TooManyNewDocumentsError."""
    if is_waiting_allowed():
        return
    if NEW_DOCUMENTS.is_reached(request):
        raise TooManyNewDocumentsError("Too many new papers for this network")
    with suppress(OperationalError), without_waiting():
        NEW_DOCUMENTS.count(request)


def answers_without_waiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose file cannot be had now answers with a light page that says when to come back, and does so itself."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoFreeSlotError:
            return being_prepared_page(request)
        except TooManyNewDocumentsError:
            return _come_back(
                request, "home/typesetting/too_many.html", 429, int(NEW_DOCUMENTS.window.total_seconds())
            )
        except DocumentUnavailableError:
            return _come_back(request, "home/typesetting/unavailable.html", 503, RETRY_SECONDS)

    return answer


def being_prepared_page(request: HttpRequest) -> HttpResponse:
    """The page of who has to wait for a slot; it loads the file as soon as there is one."""
    response = _come_back(request, "home/typesetting/being_prepared.html", 503, RELOAD_SECONDS)
    response["Refresh"] = str(RELOAD_SECONDS)
    return response


def _come_back(request: HttpRequest, template: str, status: int, seconds: int) -> HttpResponse:
    page_path = request.resolver_match.kwargs.get("page_path") if request.resolver_match else None
    context = {"retry": request.get_full_path(), "guide": f"/{page_path}/" if page_path else ""}
    response = render(request, template, context, status=status)
    response["Retry-After"] = str(seconds)
    return response
