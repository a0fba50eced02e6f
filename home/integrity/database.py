"""Is the database readable, and does it hold together?"""

from collections.abc import Iterator

from django.db import DatabaseError, IntegrityError, connection

from home.backup.databases import pending_migrations, snapshot
from home.backup.table_dump import digest_of, kept_models

_FEW = 20


def database_faults() -> Iterator[str]:
    """Damaged pages of a SQLite file, rows that cannot be read, rows that point at nothing, migrations to do."""
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
    """PostgreSQL lets none come to be."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield f"Une ligne en désigne une autre qui n’existe pas : {error}"
