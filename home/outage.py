"""What visitors read when something breaks: « une erreur », or « revenez » when the database does not answer."""

import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

RETRY_AFTER = 60  # Seconds.


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 when the database is gone, locked or full, for that is mended without us; else 500."""
    if any(isinstance(error, OperationalError | InterfaceError) for error in _causes()):
        page = loader.get_template("503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def _causes() -> Iterator[BaseException]:
    """The error that is being answered, and those that led to it."""
    error = sys.exc_info()[1]
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
