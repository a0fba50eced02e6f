"""Dumps and loads whole tables: one line of text per row, ordered by primary key."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from home.backup.serialization import columns_of, row_to_archive, to_database
from home.models import CacheVersion

NOT_KEPT = frozenset({"sessions", "wagtailsearch"})  # Login sessions, and a search index that is not used.
_CHUNK = 500


class TableMismatchError(Exception):
    """The database differs from the archive. The message is a French sentence."""


@dataclass(frozen=True)
class TableDump:
    """A table's entry in the manifest. `last_key` is the last key assigned, so that none is reused."""

    name: str
    columns: list[str]
    rows: int
    sha256: str
    last_key: int | None


def models_by_table(apps: Apps = current_apps) -> dict[str, type[Model]]:
    """Return every model that has a table, by table name."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}


def kept_models() -> dict[str, type[Model]]:
    """Return the models to back up. Derived data is excluded by `exclude_from_backup = True` on its model."""
    return {
        name: model
        for name, model in sorted(models_by_table().items())
        if model._meta.app_label not in NOT_KEPT and not getattr(model, "exclude_from_backup", False)
    }


def write_tables(
    connection: BaseDatabaseWrapper, models: dict[str, type[Model]], folder: Path
) -> list[TableDump]:
    """Write a file `NAME.jsonl` for each table into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_table(connection, model, folder / f"{name}.jsonl") for name, model in models.items()]


def digest_of(connection: BaseDatabaseWrapper, model: type[Model], columns: list[str]) -> tuple[int, str]:
    """Return a table's row count and the checksum of its dump."""
    digest, rows = hashlib.sha256(), 0
    for line in _lines(connection, model, columns):
        digest.update(line)
        rows += 1
    return rows, digest.hexdigest()


def read_rows(path: Path) -> Iterator[list[Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def empty_tables(connection: BaseDatabaseWrapper, apps: Apps = current_apps) -> None:
    """Delete all rows except migrations and cache versions.

    Call it, like the functions that fill tables, inside a transaction. Cache versions are kept because
    processes compare their count with the cached one: it must neither decrease nor repeat.
    """
    existing = set(connection.introspection.table_names())
    names = sorted((set(models_by_table(apps)) & existing) - {CacheVersion._meta.db_table})
    statements = connection.ops.sql_flush(no_style(), names, reset_sequences=True, allow_cascade=False)
    connection.ops.execute_sql_flush(statements)


def fill_table(
    connection: BaseDatabaseWrapper, model: type[Model], table: TableDump, rows: Iterable[list[Any]]
) -> None:
    """Insert archived rows with their keys. Raises TableMismatchError when the columns differ."""
    kinds = columns_of(model)
    if set(kinds) != set(table.columns):
        raise TableMismatchError(f"La table {table.name} n’a pas les mêmes colonnes que dans la sauvegarde.")
    names = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {connection.ops.quote_name(table.name)} ({names}) VALUES ({marks})"  # noqa: S608  Names of our own columns.
    used = [kinds[column] for column in table.columns]
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            prepared = [
                [to_database(value, kind, connection) for value, kind in zip(row, used, strict=True)]
                for row in chunk
            ]
            cursor.executemany(statement, prepared)


def _write_table(connection: BaseDatabaseWrapper, model: type[Model], path: Path) -> TableDump:
    columns, digest, rows = list(columns_of(model)), hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in _lines(connection, model, columns):
            file.write(line)
            digest.update(line)
            rows += 1
    return TableDump(model._meta.db_table, columns, rows, digest.hexdigest(), last_key(connection, model))


def _lines(connection: BaseDatabaseWrapper, model: type[Model], columns: list[str]) -> Iterator[bytes]:
    kinds = columns_of(model)
    used = [kinds[column] for column in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    key = quote(str(model._meta.pk.column))
    statement = f"SELECT {names} FROM {quote(model._meta.db_table)} ORDER BY {key}"  # noqa: S608  Names of our own columns.
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while chunk := cursor.fetchmany(_CHUNK):
            for row in chunk:
                line = json.dumps(row_to_archive(row, used), ensure_ascii=False, separators=(",", ":"))
                yield f"{line}\n".encode()


def last_key(connection: BaseDatabaseWrapper, model: type[Model]) -> int | None:
    """Return the last key assigned, even to a deleted row; None when keys are not auto-incremented."""
    if not _gives_keys(model):
        return None
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return int(found[0]) if found else 0
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
        sequence, quote = cursor.fetchone()[0], connection.ops.quote_name
        cursor.execute(
            f"SELECT GREATEST(CASE WHEN is_called THEN last_value ELSE 0 END, "  # noqa: S608  The database's own names.
            f"(SELECT MAX({quote(column)}) FROM {quote(table)})) FROM {sequence}"
        )
        return int(cursor.fetchone()[0])


def set_last_key(connection: BaseDatabaseWrapper, model: type[Model], key: int | None) -> None:
    if key is None or not _gives_keys(model):
        return
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            if key:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])
            return
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
            [connection.ops.quote_name(table), column, max(key, 1), key > 0],
        )


def _gives_keys(model: type[Model]) -> bool:
    return model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField", "SmallAutoField"}


def _chunks(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    chunk: list[list[Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
