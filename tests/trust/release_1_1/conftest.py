"""The site of release 1.1, migrated in place, with its secret key and at its time."""

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
from tests.support.migrated_database import run_on_server
from tests.trust.release_1_1.answers.rows import rows_of
from tests.trust.release_1_1.held import ClientState
from tests.trust.releases import RELEASE_1_1

UPGRADE_TAKES = timedelta(minutes=1)


@dataclass(frozen=True)
class UpgradedSite:
    """Opens the database of the site as the project's own; `media` contains its files."""

    opened: Callable[[], AbstractContextManager[Any]]
    media: Path


@pytest.fixture(scope="session")
def held() -> ClientState:
    return ClientState.read()


@pytest.fixture(scope="session")
def answers() -> Any:
    """The responses of release 1.1."""
    return RELEASE_1_1.read("answers")


@pytest.fixture(scope="session")
def upgraded(
    held: ClientState, django_db_setup: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[UpgradedSite]:
    """Created once: each test gets it in a transaction of its own."""
    folder = tmp_path_factory.mktemp("release-1.1")
    manifest = unpack(RELEASE_1_1.archive, folder)
    name = f"release_1_1_{uuid4().hex[:8]}"
    with django_db_blocker.unblock():
        # On tables of its own time. They are migrated only if they differ from the current ones.
        is_older = {(app, last) for app, last in manifest.migrations} != set(last_migrations())
        site = UpgradedSite(
            _new_database(name, folder, None if is_older else django_db_setup), folder / MEDIA
        )
        with site.opened(), override_settings(MEDIA_ROOT=site.media):
            forget_keys()
            fill_old_database(connection, manifest, folder / TABLES)
            call_command("migrate", verbosity=0)
            call_command("update_index", verbosity=0)
            for table, rows in held.rows.items():
                for row in rows:
                    rows_of(table).create(**row)
    yield site
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            run_on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _new_database(name: str, folder: Path, template: str | None) -> Callable[[], AbstractContextManager[Any]]:
    """What opens a new database, a copy of `template` when there is one."""
    if connection.vendor == "postgresql":
        run_on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return partial(pointed_at, {"NAME": name}, type(connections["default"]))
    path = folder / f"{name}.sqlite3"
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
