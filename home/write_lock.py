"""SQLite has one writer at a time. Who only reads must not wait for it, even where reading leaves something behind.

A request that waits for another writer holds a web worker, and two of them hold all of a small site: nobody reads. So
only WAITING_WRITERS requests of the machine wait at length, each holding a lock of the file system, which ends with its
process. The others are answered 503 after a second, by the page that keeps the form. See docs/decisions/0034.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from home.machine_slots import take_slot

READERS_MILLISECONDS = 50
SHORT_MILLISECONDS = 1_000  # What any request waits: others write for much less.
EDITING_SESSIONS = (
    "wagtailadmin_editing_sessions"  # Asked by an open page itself, again and again: never waits long.
)
_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
_may_wait: ContextVar[bool | None] = ContextVar(
    "may_wait", default=None
)  # None where no request is answered.


@contextmanager
def without_waiting() -> Iterator[None]:
    """In this block nothing waits for another writer: what must be written raises OperationalError at once.

    Inside a transaction the lock is held already. Writers of PostgreSQL hold up those of the same row only.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {READERS_MILLISECONDS:d}")
    try:
        with transaction.atomic():
            pass  # Asks for the lock before any work is done for it.
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {patience:d}")


class WaitingWritersMiddleware:
    """Says which statements are those of a request, and whether it may wait at length for another writer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = _may_wait.set(True)
        try:
            return self.get_response(request)
        finally:
            _may_wait.reset(before)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        match = request.resolver_match
        _may_wait.set(match is None or EDITING_SESSIONS not in match.namespaces)


def limit_waiting_writers(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Called for each new connection: only so many of the requests that write through it wait at length."""
    if connection.vendor == "sqlite" and _wait_in_turn not in connection.execute_wrappers:
        connection.execute_wrappers.append(_wait_in_turn)


def _wait_in_turn(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run the statement. The first write of a request waits for a second, then as one of WAITING_WRITERS."""
    connection: BaseDatabaseWrapper = context["connection"]
    if _may_wait.get() is None or connection.in_atomic_block or not str(sql).startswith(_WRITES):
        return execute(sql, params, many, context)
    [patience] = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    if patience <= SHORT_MILLISECONDS:
        return execute(sql, params, many, context)
    connection.connection.execute(f"PRAGMA busy_timeout = {SHORT_MILLISECONDS:d}")
    try:
        return execute(sql, params, many, context)
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        with _waiting_writer(error):
            connection.connection.execute(f"PRAGMA busy_timeout = {patience:d}")
            return execute(sql, params, many, context)
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience:d}")


@contextmanager
def _waiting_writer(locked: OperationalError) -> Iterator[None]:
    """Be one of the machine's WAITING_WRITERS. Raises `locked` when there are as many, or the request may not wait."""
    slot = (
        take_slot(Path(settings.DATA_DIR), ".writer", settings.WAITING_WRITERS) if _may_wait.get() else None
    )
    if slot is None:
        raise locked
    try:
        yield
    finally:
        slot.release()
