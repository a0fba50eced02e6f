"""What visitors read when something breaks: « une erreur », or « revenez » when the database does not answer."""

import sys
from collections.abc import Iterator
from contextlib import suppress

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.request import RawPostDataException
from django.template import loader

from home.doors.kept_form import Reason, page_that_keeps

RETRY_AFTER = 60  # Seconds.


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 when the database is gone, locked or full, for that is mended without us; else 500."""
    is_gone = any(isinstance(error, OperationalError | InterfaceError) for error in _causes())
    kept = _kept_form(request, status=503 if is_gone else 500)
    if kept is not None:
        return kept
    if is_gone:
        page = loader.get_template("503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def _kept_form(request: HttpRequest, status: int) -> HttpResponse | None:
    """The page that keeps what an editor posted, when it could be read."""
    reason = Reason("Le site n’a pas pu enregistrer", "Attendez une minute, puis appuyez sur le bouton.")
    with suppress(UnreadablePostError, RawPostDataException):
        return page_that_keeps(request, reason, status)
    return None


def _causes() -> Iterator[BaseException]:
    """The error that is being answered, and those that led to it."""
    error = sys.exc_info()[1]
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
