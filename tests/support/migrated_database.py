"""The migrated database with which every test begins: built once for each state of the migrations, then
copied.

It is kept in var/tests/ under a checksum of all migrations, as a SQLite file or a PostgreSQL dump. Workers
and later runs copy it in less than a second; running the migrations takes half a minute.
"""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from inspect import getfile
from pathlib import Path
from uuid import uuid4

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from filelock import FileLock
from psycopg.conninfo import make_conninfo

from home.backup.connections import pointed_at, sqlite_at
from tests.support.postgres import binary

KEPT_IN = Path(settings.BASE_DIR) / "var" / "tests"


def migrations_checksum() -> str:
    """A checksum that changes with any migration of an installed app and with the version of Django."""
    found = sha256(django.__version__.encode())
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        found.update(f"{app} {name} ".encode() + Path(getfile(type(migration))).read_bytes())
    return found.hexdigest()[:16]


def migrated_database() -> str:
    """The database to copy, built when it is missing: a path on SQLite, a name on PostgreSQL."""
    if connections["default"].vendor == "sqlite":
        return str(migrated_sqlite_file())
    checksum = migrations_checksum()
    with _one_at_a_time():
        return _on_postgresql(f"migrated_{checksum}", KEPT_IN / f"migrated-{checksum}.sql")


def migrated_sqlite_file() -> Path:
    """The migrated SQLite file, built when it is missing, whatever database the tests run on."""
    path = KEPT_IN / f"migrated-{migrations_checksum()}.sqlite3"
    with _one_at_a_time():
        if not path.exists():
            _make_sqlite_file(path)
    return path


@contextmanager
def database_of_this_worker(migrated: str, folder: Path) -> Iterator[None]:
    """Connect the project to a copy of `migrated`, which is deleted at the end."""
    connection = connections["default"]
    usual = connection.settings_dict["NAME"]
    sqlite = connection.vendor == "sqlite"
    name = str(folder / "tests.sqlite3") if sqlite else f"tests_{uuid4().hex[:8]}"
    if sqlite:
        shutil.copy(migrated, name)
    else:
        run_on_server(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        if not sqlite:
            run_on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def run_on_server(statement: str) -> None:
    """Run a PostgreSQL statement about a whole database, outside the usual connection and its transaction."""
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


def _one_at_a_time() -> FileLock:
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    return FileLock(KEPT_IN / "migrated.lock")


def _make_sqlite_file(path: Path) -> None:
    _delete_older(path)
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with sqlite_at(unfinished, durable=False):
        call_command("migrate", verbosity=0)
    with closing(sqlite3.connect(unfinished)) as made:
        made.execute("PRAGMA journal_mode=DELETE")  # Puts everything into one file, which can be copied.
    unfinished.rename(path)


def _on_postgresql(name: str, dump: Path) -> str:
    connection = connections["default"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
    unfinished = f"{name}_unfinished"
    run_on_server(f'DROP DATABASE IF EXISTS "{unfinished}"')
    run_on_server(f'CREATE DATABASE "{unfinished}"')
    if dump.exists():
        _run_client("psql", unfinished, "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={dump}")
    else:
        _delete_older(dump)
        with pointed_at({"NAME": unfinished}, type(connection)):
            call_command("migrate", verbosity=0)
        _run_client("pg_dump", unfinished, "--no-owner", f"--file={dump}.unfinished")
        Path(f"{dump}.unfinished").rename(dump)
    run_on_server(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def _run_client(program: str, database: str, *options: str) -> None:
    """Run a client program of PostgreSQL on a database of the project's server."""
    said = connections["default"].settings_dict
    address = make_conninfo(
        host=said["HOST"],
        port=said["PORT"],
        user=said["USER"],
        password=said["PASSWORD"] or None,
        dbname=database,
    )
    subprocess.run([binary(program), f"--dbname={address}", *options], check=True, stdout=subprocess.DEVNULL)


def _delete_older(kept: Path) -> None:
    """Delete the stored databases of this kind that belong to other states of the migrations."""
    for path in KEPT_IN.glob(f"migrated-*{kept.suffix}"):
        path.unlink()
