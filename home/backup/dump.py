"""Writes a backup: a snapshot of all rows and media files in one dated archive, verified by reading it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FileField
from django.utils import timezone

from home.backup.archive import (
    ENCRYPTED,
    MANIFEST,
    MEDIA,
    TABLES,
    ArchiveWriter,
    BadBackupError,
    Manifest,
    encrypt,
    unpack,
    writing,
)
from home.backup.connections import last_migrations, pending_migrations, snapshot
from home.backup.signatures import sign, signature_of
from home.backup.tables import kept_models, write_tables
from home.storage.names import all_file_names

NAME = "pas-a-pas-%Y%m%d-%H%M%S.tar.gz"
LATE_AFTER = timedelta(hours=36)
_ATTEMPTS = 3  # A picture may be masked, and its old file deleted, between the snapshot and the copy.


@dataclass(frozen=True)
class Backup:
    """A verified backup. `missing` lists files that the site itself had lost before."""

    path: Path
    manifest: Manifest
    missing: tuple[str, ...]


def make_backup(folder: Path, *, keep: int, recipient: str = "", signing_key: Path | None = None) -> Backup:
    """Write a backup into `folder`, then delete all but the `keep` newest.

    Args:
        folder: outside MEDIA_ROOT; created when missing.
        keep: how many backups to keep, at least 1, including this one.
        recipient: an age public key; without it the archive is not encrypted.
        signing_key: a secret key file, as written by `make_signing_key`; without it the archive is not
            signed.

    Raises:
        BadBackupError: the archive failed verification, or the site cannot be backed up in its present state.
        OSError: the disk is full or the folder is not writable. No archive is left behind.
    """
    _refuse_what_cannot_be(folder)
    made_at = timezone.now()
    path = folder / made_at.astimezone(UTC).strftime(NAME)
    if recipient:
        path = path.with_name(path.name + ENCRYPTED)
    with tempfile.TemporaryDirectory(prefix=".en-cours-", dir=folder) as room:
        plain = Path(room) / "archive"
        missing = _write_whole(plain, Path(room), made_at)
        manifest = unpack(plain)
        _put_in_place(plain, path, recipient, signing_key)
    _delete_old(folder, keep)
    return Backup(path, manifest, missing)


def existing_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """Return the backups in a folder, newest first."""
    found = []
    for path in folder.glob("pas-a-pas-*.tar.gz*"):
        try:
            made_at = datetime.strptime(path.name.removesuffix(ENCRYPTED), NAME).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append((made_at, path))
    return sorted(found, reverse=True)


def _refuse_what_cannot_be(folder: Path) -> None:
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise BadBackupError("Le dossier des sauvegardes ne peut pas être dans celui des images.")
    if pending_migrations():
        raise BadBackupError("La base n’est pas à jour : lancez d’abord « manage.py migrate ».")
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(".en-cours-*"):
        if leftover.stat().st_mtime < (timezone.now() - timedelta(days=1)).timestamp():
            shutil.rmtree(leftover, ignore_errors=True)


def _write_whole(path: Path, room: Path, made_at: datetime) -> tuple[str, ...]:
    """Write the archive, and retry if files disappear meanwhile. Returns the files missing from the start."""
    for _attempt in range(_ATTEMPTS):
        missing = _write(path, room / TABLES, made_at)
        if set(missing) <= set(_missing_now()):
            return missing
    raise BadBackupError("Des images changent sans cesse : recommencez dans un moment.")


def _write(path: Path, tables_folder: Path, made_at: datetime) -> tuple[str, ...]:
    with snapshot() as seen, writing(path) as archive:
        tables = write_tables(seen, kept_models(), tables_folder)
        named = set(named_files(seen))
        for table in tables:
            archive.add(f"{TABLES}/{table.name}.jsonl", (tables_folder / f"{table.name}.jsonl").read_bytes())
        media = _add_media(archive)
        migrations = [list(migration) for migration in last_migrations(seen)]
        manifest = Manifest(made_at.isoformat(), seen.vendor, migrations, tables, media)
        archive.add(MANIFEST, manifest.as_text().encode())
    return tuple(sorted(named - media.keys()))


def _add_media(archive: ArchiveWriter) -> dict[str, str]:
    media = {}
    for name in all_file_names():
        try:
            with default_storage.open(name) as file:
                content = file.read()
        except FileNotFoundError:
            continue  # Deleted since the listing; `_write_whole` checks whether a row still refers to it.
        media[name] = archive.add(f"{MEDIA}/{name}", content)
    return media


def named_files(database: BaseDatabaseWrapper) -> Iterator[str]:
    """Yield the file names in the rows."""
    quote = database.ops.quote_name
    for table, model in kept_models().items():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                with database.cursor() as cursor:
                    cursor.execute(f"SELECT {quote(str(field.column))} FROM {quote(table)}")  # noqa: S608  Names of our own columns.
                    yield from (name for (name,) in cursor.fetchall() if name)


def _missing_now() -> Iterator[str]:
    return (name for name in named_files(connection) if not default_storage.exists(name))


def _put_in_place(plain: Path, path: Path, recipient: str, signing_key: Path | None) -> None:
    ready = plain
    if recipient:
        ready = plain.with_name("chiffree")
        encrypt(plain, ready, recipient)
    if signing_key:
        signature = plain.with_name("signature")
        sign(ready, signing_key, signature)
        # Before the archive, because a backup counts as soon as its archive exists.
        signature.replace(signature_of(path))
    ready.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _delete_old(folder: Path, keep: int) -> None:
    for _made_at, path in existing_backups(folder)[keep:]:
        path.unlink()
        signature_of(path).unlink(missing_ok=True)
