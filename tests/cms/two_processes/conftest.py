"""A small site on a PostgreSQL database of its own, and two servers of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from home.backup.connections import pointed_at
from tests.factories import UserFactory
from tests.home.backup.conftest import make_small_site
from tests.support.isolated_databases import forget_keys, on_postgresql
from tests.support.server import running

# SQLite is for one machine: several share a PostgreSQL.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_two_processes.py"]
ONE_WORKER = [
    "gunicorn",
    "cms.wsgi",
    "-w",
    "1",
    "-b",
    "127.0.0.1:{port}",
    "--log-level",
    "warning",
    "--graceful-timeout",
    "1",
]


@dataclass(frozen=True)
class Pair:
    """The ports of two servers, their folder and the environment that both were started with."""

    one: int
    other: int
    folder: Path
    database: str
    environment: dict[str, str]

    @property
    def both(self) -> tuple[int, int]:
        return self.one, self.other

    @property
    def program(self) -> list[str]:
        return [sys.executable, "manage.py"]


@pytest.fixture(scope="module")
def servers(
    django_db_setup: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("shared")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        with on_postgresql(django_db_setup) as database, override_settings(MEDIA_ROOT=folder / "media"):
            forget_keys()
            make_small_site()
            UserFactory(username="admin", is_superuser=True)
            call_command("load_taxonomy", verbosity=0)
            environment = _environment(folder, database.settings_dict)
            one, other = (stack.enter_context(running(environment, ONE_WORKER)) for _ in range(2))
            database.close()
            yield Pair(one, other, folder, str(database.settings_dict["NAME"]), environment)


@pytest.fixture
def pair(servers: Pair, db: None) -> Iterator[Pair]:
    """The test reads their database, and its writes there are permanent."""
    with pointed_at({"NAME": servers.database}, type(connections["default"])):
        forget_keys()
        yield servers
    forget_keys()


def _environment(folder: Path, database: dict[str, Any]) -> dict[str, str]:
    who = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.support.production",
        "DATABASE_URL": f"postgres://{who}@{database['HOST']}:{database['PORT']}/{database['NAME']}",
        "DATA_DIR": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": "http://localhost",
        "HTTPS": "false",
        "REQUIRE_TWO_FACTOR": "false",
    }
