"""SQLite has one writer at a time. Who only reads must not wait for it, even where reading leaves something behind.

Nor must readers wait for the web workers: a request that waits for another writer holds a worker, and two of them held
all of a small site. So one worker of the machine stays free. A place to wait at length is a lock of the file system,
which ends with the process that holds it; who finds none is answered 503 after a second, in words that keep the form.
"""

import fcntl
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

READERS_MILLISECONDS = 50
SHORT_MILLISECONDS = 1_000  # What a request waits without a place; others write for much less.
ITSELF = "wagtailadmin_editing_sessions"  # What an open page asks by itself, again and again, needs no place.
_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
_asks = ContextVar("asks", default=False)
_may_take_a_place = ContextVar("may_take_a_place", default=True)


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


class OneWorkerForReaders:
    """Says that a request is being answered, so that what it writes waits at length in few places only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asks, may_take = _asks.set(True), _may_take_a_place.set(True)
        try:
            return self.get_response(request)
        finally:
            _may_take_a_place.reset(may_take)
            _asks.reset(asks)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        match = request.resolver_match
        _may_take_a_place.set(match is None or ITSELF not in match.namespaces)


def watch(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Called for each new connection: from then on, requests that write wait as said above."""
    if connection.vendor == "sqlite" and _wait_in_a_place not in connection.execute_wrappers:
        connection.execute_wrappers.append(_wait_in_a_place)


def _wait_in_a_place(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run the statement; when a request begins to write, wait for a second, then in a place."""
    connection: BaseDatabaseWrapper = context["connection"]
    if not _asks.get() or connection.in_atomic_block or not str(sql).startswith(_WRITES):
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
        with _place(error):
            connection.connection.execute(f"PRAGMA busy_timeout = {patience:d}")
            return execute(sql, params, many, context)
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience:d}")


@contextmanager
def _place(locked: OperationalError) -> Iterator[None]:
    """Hold one of the machine's WAITING_WRITERS places. Raises `locked` when there is none."""
    for number in range(settings.WAITING_WRITERS if _may_take_a_place.get() else 0):
        with (Path(settings.DATA_DIR) / f".writer-{number}.lock").open("w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise locked
