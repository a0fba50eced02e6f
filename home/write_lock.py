"""SQLite has one writer at a time. Who only reads must not wait for it, even where reading leaves something behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

READERS_MILLISECONDS = 50


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
