"""Error pages: a server error, or "come back later" when the cause may resolve itself."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.template import loader

from home.accounts.kept_form import ExpiryReason, kept_form_page

RETRY_AFTER = 60  # Seconds.
WAIT = "Attendez une minute, puis appuyez sur le bouton."
CALL_SOMEONE = (
    "Le disque du site est plein : prévenez la personne qui gère le serveur, puis appuyez sur le bouton."
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
_DISK_FULL_OF_POSTGRESQL = "53100"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 if the database is gone, locked or full, or a disk is full; else 500."""
    causes = list(_causes())
    has_no_room = any(map(_says_full, causes))
    is_gone = has_no_room or any(isinstance(error, OperationalError | InterfaceError) for error in causes)
    advice = CALL_SOMEONE if has_no_room else WAIT
    status = 503 if is_gone else 500
    response = _kept_form(request, advice, status)
    if response is None:
        name = "500.html" if not is_gone else "503_disk_full.html" if has_no_room else "503.html"
        response = HttpResponse(loader.get_template(name).render(), status=status)
    if is_gone:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def _says_full(error: BaseException) -> bool:
    """Return whether the error means that the disk of the files or of the database is full."""
    is_file = isinstance(error, OSError) and error.errno in _NO_ROOM
    is_sqlite = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return is_file or is_sqlite or getattr(error, "sqlstate", None) == _DISK_FULL_OF_POSTGRESQL


def _kept_form(request: HttpRequest, advice: str, status: int) -> HttpResponse | None:
    """Return the page that keeps an editor's form data, if the data could be read."""
    with suppress(OSError, RawPostDataException):
        return kept_form_page(request, ExpiryReason("Le site n’a pas pu enregistrer", advice), status)
    return None


def _causes() -> Iterator[BaseException]:
    """Yield the exception being handled and the exceptions that caused it."""
    error = sys.exc_info()[1]
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
