"""The site of release 1.1, migrated in place, with its secret key and at its time."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import global_settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import override_settings

from home.backup.archive import MEDIA, TABLES, unpack
from home.backup.connections import last_migrations, pointed_at, sqlite_at
from home.backup.restore import fill_old_database
from tests.support.isolated_databases import forget_keys
from tests.support.made_once import MadeOnce
from tests.support.migrated_database import run_on_server
from tests.trust.release_1_1.answers.rows import rows_of
from tests.trust.release_1_1.held import ClientState
from tests.trust.releases import RELEASE_1_1

NAME, LOST = "database.txt", "lost.json"  # Beside what is unpacked.
UPGRADE_TAKES = timedelta(minutes=1)


OpenedDatabase = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class UpgradedSite:
    """Opens the database of the site as the project's own.

    Attributes:
        media: the folder of its files.
        lost_columns: what the upgrade removed from its tables, each as "table.column".
    """

    opened: OpenedDatabase
    media: Path
    lost_columns: list[str]


@pytest.fixture(scope="session")
def held() -> ClientState:
    return ClientState.read()


@pytest.fixture(scope="session")
def answers() -> Any:
    """The responses of release 1.1."""
    return RELEASE_1_1.read("answers")


@pytest.fixture(scope="session")
def upgrade(
    held: ClientState, django_db_setup: str, django_db_blocker: Any, made_once: MadeOnce
) -> tuple[Path, str]:
    """The folder of the upgraded site and the name of its database, made once for all workers."""

    def make(folder: Path) -> None:
        with django_db_blocker.unblock():
            _upgrade(held, folder, django_db_setup)

    folder = made_once(f"release-1.1-{connection.vendor}", make)
    return folder, (folder / NAME).read_text()


@pytest.fixture(scope="session")
def upgraded(
    upgrade: tuple[Path, str], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[UpgradedSite]:
    """A copy for this worker: each test gets it in a transaction of its own."""
    folder, name = upgrade
    own = f"release_1_1_{uuid4().hex[:8]}"
    with django_db_blocker.unblock():
        opened = _new_database(own, tmp_path_factory.mktemp("release-1.1"), template=str(folder / name))
    yield UpgradedSite(opened, folder / MEDIA, json.loads((folder / LOST).read_text()))
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            run_on_server(f'DROP DATABASE "{own}" WITH (FORCE)')


def _upgrade(held: ClientState, folder: Path, migrated: str) -> None:
    """Fill `folder` with the upgraded site. Its tables are migrated only if they differ from the current ones."""
    manifest = unpack(RELEASE_1_1.archive, folder)
    name = f"release_1_1_{uuid4().hex[:8]}"
    is_older = {(app, last) for app, last in manifest.migrations} != set(last_migrations())
    opened = _new_database(name, folder, None if is_older else migrated)
    with opened(), override_settings(MEDIA_ROOT=folder / MEDIA):
        forget_keys()
        fill_old_database(connection, manifest, folder / TABLES)
        before = _columns()
        call_command("migrate", verbosity=0)
        lost = sorted(before - _columns())
        call_command("update_index", verbosity=0)
        for table, rows in held.rows.items():
            for row in rows:
                rows_of(table).create(**row)
    (folder / NAME).write_text(name)
    (folder / LOST).write_text(json.dumps(lost))


def _columns() -> set[str]:
    reader = connection.introspection
    with connection.cursor() as cursor:
        return {
            f"{table}.{column.name}"
            for table in reader.table_names(cursor)
            for column in reader.get_table_description(cursor, table)
        }


def _new_database(name: str, folder: Path, template: str | None) -> OpenedDatabase:
    """What opens a new database, a copy of `template` when there is one."""
    if connection.vendor == "postgresql":
        source = f' TEMPLATE "{Path(template).name}"' if template else ""
        run_on_server(f'CREATE DATABASE "{name}"{source}')
        return partial(pointed_at, {"NAME": name}, type(connections["default"]))
    path = folder / name
    if template:
        shutil.copy(template, path)
    return partial(sqlite_at, path, durable=False)


@pytest.fixture(autouse=True)
def _on_the_upgraded_site(
    upgraded: UpgradedSite, held: ClientState, db: None, settings: Any, tmp_path: Path
) -> Iterator[None]:
    """A minute after it was stored, with the secret key that it had; changes of a test are undone."""
    settings.MEDIA_ROOT = shutil.copytree(upgraded.media, tmp_path / "files", copy_function=os.link)
    settings.SECRET_KEY = held.secret_key
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    forget_keys()
    with time_machine.travel(held.moment + UPGRADE_TAKES), upgraded.opened(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_keys()
