"""Limits waiting for SQLite's single write lock, so that read requests are not blocked.

A request that waits for the lock occupies a web worker, and on a small site two waiting requests occupy all
workers. So only WAITING_WRITERS requests per machine may wait long, each holding a file lock, which ends with
its process. The others get a 503 after one second, from the page that keeps the form. See
docs/decisions/0034.
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
SHORT_MILLISECONDS = 1_000  # Any request may wait this long: most writes take much less.
# An open editor polls this URL repeatedly, so it must not wait long.
EDITING_SESSIONS = "wagtailadmin_editing_sessions"
_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
# None outside requests.
_may_wait: ContextVar[bool | None] = ContextVar("may_wait", default=None)


@contextmanager
def without_waiting() -> Iterator[None]:
    """Raises OperationalError at once inside the block when another connection holds the write lock.

    Inside a transaction the lock is already held. On PostgreSQL nothing changes: writers block only writers
    of the same row.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {READERS_MILLISECONDS:d}")
    try:
        with transaction.atomic():
            pass  # Takes the lock once, before any other work.
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {patience:d}")


class WaitingWritersMiddleware:
    """Marks the statements of a request, and sets whether the request may wait long for the lock."""

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
    """Limit waiting on a new connection. Receives Django's `connection_created` signal."""
    if connection.vendor == "sqlite" and _wait_in_turn not in connection.execute_wrappers:
        connection.execute_wrappers.append(_wait_in_turn)


def _wait_in_turn(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run the statement. The request's first write waits one second, then longer if a slot is free."""
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
    """Take one of the machine's WAITING_WRITERS slots for the block.

    Raises `locked` when no slot is free or the request may not wait.
    """
    slot = (
        take_slot(Path(settings.DATA_DIR), ".writer", settings.WAITING_WRITERS) if _may_wait.get() else None
    )
    if slot is None:
        raise locked
    try:
        yield
    finally:
        slot.release()
