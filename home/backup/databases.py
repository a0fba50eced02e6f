"""Connections that the keeper of the site opens beside the one that visitors use."""

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
    """A connection that sees the database as it is now, whatever is written meanwhile, and holds no writer up."""
    own = connections[DEFAULT_DB_ALIAS].copy()
    try:
        with own.cursor() as cursor:
            if own.vendor == "postgresql":
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                cursor.execute("BEGIN DEFERRED")
            cursor.execute(
                "SELECT COUNT(*) FROM django_migrations"
            )  # SQLite begins to look at the first read.
        yield own
    finally:
        own.close()


@contextmanager
def pointed_at(settings: dict[str, Any], kind: type[BaseDatabaseWrapper]) -> Iterator[BaseDatabaseWrapper]:
    """Within, the project's own connection is another one: migrations name no other."""
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
    """The project on a SQLite file of its own, which is made when it is missing."""
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
    """The last migration applied in each app: with those before them, all that are applied."""
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
    """Migrations that the code has and the database has not."""
    executor = MigrationExecutor(other or connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _backwards in plan]
