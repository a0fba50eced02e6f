"""Checks that the database is readable and consistent."""

from collections.abc import Iterator

from django.db import DatabaseError, IntegrityError, connection

from home.backup.connections import pending_migrations, snapshot
from home.backup.tables import digest_of, kept_models

_FEW = 20


def database_faults() -> Iterator[str]:
    """Yield corruption of a SQLite file, unreadable rows, broken foreign keys and pending migrations."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA integrity_check({_FEW})")
            found = [text for (text,) in cursor.fetchall() if text != "ok"]
        yield from (f"Base abîmée : {text}" for text in found)
    if pending_migrations():
        yield "La base n’est pas à jour : lancez « manage.py migrate »."
        return
    yield from _unreadable_rows()
    if connection.vendor == "sqlite":
        yield from _lost_relations()


def _unreadable_rows() -> Iterator[str]:
    with snapshot() as seen:
        for name, model in kept_models().items():
            try:
                digest_of(seen, model, [str(field.column) for field in model._meta.local_concrete_fields])
            except (DatabaseError, ValueError, TypeError) as error:
                yield f"La table {name} ne se lit pas : {error}"


def _lost_relations() -> Iterator[str]:
    """Yield broken foreign keys in SQLite; PostgreSQL prevents them."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield f"Une ligne en désigne une autre qui n’existe pas : {error}"
