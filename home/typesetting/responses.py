"""Responses with a document, or with a page that says when to retry. Requests never block on a build."""

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
# A library has one IP address for all its readers.
NEW_DOCUMENTS = RateLimit("papier", 300, timedelta(minutes=10))


class TooManyNewDocumentsError(DocumentUnavailableError):
    """The visitor's network reached its limit of new documents. It may still open cached ones."""


@dataclass(frozen=True)
class DocumentFile:
    """A file to serve. `kept_as` changes whenever its content does; `name` is shown to visitors."""

    kept_as: str
    name: str
    content: bytes

    def page(self, number: int) -> Self:
        """Return the thumbnail of page `number`, from 1. Raises KeyError when there is no such page."""
        picture = Thumbnails(self.content).page(number)
        return replace(self, kept_as=f"{self.kept_as}-{number}", name=f"page-{number}.png", content=picture)

    def response(self, request: HttpRequest, content_type: str, disposition: str = "inline") -> HttpResponse:
        """Return the file, or 304. Browsers may store it but must revalidate it."""
        headers = {
            "ETag": quote_etag(self.kept_as),
            "Cache-Control": "no-cache",
            "Content-Disposition": f'{disposition}; filename="{self.name}"',
        }
        response = HttpResponse(self.content, content_type=content_type, headers=headers)
        return get_conditional_response(request, etag=headers["ETag"], response=response) or response


def count_new_document(request: HttpRequest) -> None:
    """Count one document for the visitor's network; commands do not count.

    Raises TooManyNewDocumentsError.
    """
    if is_waiting_allowed():
        return
    if NEW_DOCUMENTS.is_reached(request):
        raise TooManyNewDocumentsError("Too many new papers for this network")
    with suppress(OperationalError), without_waiting():
        NEW_DOCUMENTS.count(request)


def answers_without_waiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view: when its file is unavailable, respond with a light page that retries by itself."""

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
    """Return the page shown while waiting for a slot. It reloads until the file is ready."""
    response = _come_back(request, "home/typesetting/being_prepared.html", 503, RELOAD_SECONDS)
    response["Refresh"] = str(RELOAD_SECONDS)
    return response


def _come_back(request: HttpRequest, template: str, status: int, seconds: int) -> HttpResponse:
    page_path = request.resolver_match.kwargs.get("page_path") if request.resolver_match else None
    context = {"retry": request.get_full_path(), "page_url": f"/{page_path}/" if page_path else ""}
    response = render(request, template, context, status=status)
    response["Retry-After"] = str(seconds)
    return response
