"""Extra database connections for backups and restoration."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteConnection
from django.db.migrations.executor import MigrationExecutor

Migration = tuple[str, str]


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """Yield a connection that sees the database as of now, despite later writes, and blocks no writer."""
    own = connections[DEFAULT_DB_ALIAS].copy()
    try:
        with own.cursor() as cursor:
            if own.vendor == "postgresql":
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                cursor.execute("BEGIN DEFERRED")
            # SQLite takes its snapshot at the first read.
            cursor.execute("SELECT COUNT(*) FROM django_migrations")
        yield own
    finally:
        own.close()


@contextmanager
def pointed_at(settings: dict[str, Any], kind: type[BaseDatabaseWrapper]) -> Iterator[BaseDatabaseWrapper]:
    """Replace the default database connection inside the block, because migrations always use it."""
    usual = connections[DEFAULT_DB_ALIAS]
    other = kind(usual.settings_dict | settings, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield other
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual


@contextmanager
def sqlite_at(path: Path, *, durable: bool = True) -> Iterator[BaseDatabaseWrapper]:
    """Use a separate SQLite file as the project's database. It is created when missing."""
    safety = (
        "journal_mode=WAL; PRAGMA synchronous=FULL"
        if durable
        else "journal_mode=MEMORY; PRAGMA synchronous=OFF"
    )
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA {safety}; PRAGMA foreign_keys=ON;",
    }
    settings = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
    }
    with pointed_at(settings, SqliteConnection) as other:
        yield other


def last_migrations(other: BaseDatabaseWrapper | None = None) -> list[Migration]:
    """Return the last applied migration of each app, which implies all earlier ones."""
    loader = MigrationExecutor(other or connection).loader
    applied = set(loader.applied_migrations) & set(loader.graph.nodes)
    return sorted(
        key
        for key in applied
        if not any(
            child.key[0] == key[0] and child.key in applied for child in loader.graph.node_map[key].children
        )
    )


def pending_migrations(other: BaseDatabaseWrapper | None = None) -> list[Migration]:
    """Return the migrations in the code that are not applied in the database."""
    executor = MigrationExecutor(other or connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _backwards in plan]
