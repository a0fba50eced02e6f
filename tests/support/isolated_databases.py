"""Separate databases for single tests, of the kind the tests run on: real files, real transactions, deleted
afterwards.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from home.backup.connections import pointed_at, sqlite_at
from tests.support.memory import clear_memoized
from tests.support.migrated_database import run_on_server

DatabaseFactory = Callable[..., AbstractContextManager[BaseDatabaseWrapper]]


@pytest.fixture
def place(db: None, django_db_setup: str, settings: Any, tmp_path: Path) -> DatabaseFactory:
    """Opens databases: `with place() as database` opens a migrated one, `place(empty=True)` one without
    tables.
    """
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
    run_on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        with pointed_at({"NAME": name}, type(connections["default"])) as database:
            yield database
    finally:
        run_on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def forget_keys() -> None:
    """The values that this process has cached from another database."""
    ContentType.objects.clear_cache()
    clear_memoized()
