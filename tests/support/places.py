"""Databases of a test's own, on the kind of database the tests run on: real files, real transactions, thrown away.

The first migrated database of the session is put aside whole, so that a copy of it
costs no migration.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from home.keeping.databases import pointed_at, sqlite_at
from home.remembered import forget_all

Place = Callable[..., AbstractContextManager[BaseDatabaseWrapper]]


def put_aside(folder: Path) -> str:
    """Copy the project's database, just migrated; give the name of the copy."""
    if connection.vendor == "sqlite":
        return _sqlite_copy(folder / "site.sqlite3")
    name = f"pristine_{uuid4().hex[:8]}"
    connection.close()  # A database is copied only while nobody uses it.
    _postgres(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return name


def throw_away(name: str) -> None:
    if connection.vendor == "postgresql":
        _postgres(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def place(db: None, django_db_setup: str, settings: Any, tmp_path: Path) -> Place:
    """Opens databases: `with place() as database` on a migrated one, `place(empty=True)` on one without a table."""
    settings.MEDIA_ROOT = tmp_path / "files"

    @contextmanager
    def opened(*, empty: bool = False) -> Iterator[BaseDatabaseWrapper]:
        with ExitStack() as closing:
            if connection.vendor == "sqlite":
                database = closing.enter_context(_on_sqlite(tmp_path, None if empty else django_db_setup))
            else:
                database = closing.enter_context(on_postgresql(None if empty else django_db_setup))
            forget_keys()
            closing.callback(forget_keys)
            yield database

    return opened


@contextmanager
def _on_sqlite(folder: Path, template: str | None) -> Iterator[BaseDatabaseWrapper]:
    path = folder / f"{uuid4().hex[:8]}.sqlite3"
    if template:
        shutil.copy(template, path)
    with sqlite_at(path) as database:
        yield database


@contextmanager
def on_postgresql(template: str | None) -> Iterator[BaseDatabaseWrapper]:
    name = f"place_{uuid4().hex[:8]}"
    _postgres(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        with pointed_at({"NAME": name}, type(connections["default"])) as database:
            yield database
    finally:
        _postgres(f'DROP DATABASE "{name}" WITH (FORCE)')


def _sqlite_copy(path: Path) -> str:
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return str(path)


def _postgres(statement: str) -> None:
    """Said beside the usual connection, which a test has in a transaction."""
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


def forget_keys() -> None:
    """What this process remembers of another database."""
    ContentType.objects.clear_cache()
    forget_all()
