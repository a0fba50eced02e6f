"""Restores a backup completely or not at all.

First the media files are added, without overwriting any file. Then one transaction empties and fills the
tables, reads them back and compares. Only then are files overwritten or deleted. If the process is killed
before the transaction ends, the site is unchanged except for extra files; if killed later, running the same
command again completes the restoration.
"""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from home.backup.archive import ENCRYPTED, MEDIA, TABLES, BadBackupError, Manifest, decrypt, unpack
from home.backup.connections import last_migrations, sqlite_at
from home.backup.restore_targets import MediaPlace
from home.backup.tables import (
    TableDump,
    TableMismatchError,
    digest_of,
    empty_tables,
    fill_table,
    kept_models,
    models_by_table,
    read_rows,
    set_last_key,
    write_tables,
)
from home.models import CacheVersion, SiteImage, User
from home.storage.names import files_below

_WELCOME_DEPTH = 2  # Migrations create a root page and a first page below it.


class SiteNotEmptyError(Exception):
    """The database or media folder is not empty. The message is a French sentence."""


@dataclass(frozen=True)
class Restored:
    """The result. `upgraded` is True when the backup came from an older version of the software."""

    manifest: Manifest
    upgraded: bool


def restore(
    archive: Path, *, media: MediaPlace, replace: bool = False, key_file: Path | None = None
) -> Restored:
    """Restore the site to the state in `archive`.

    Args:
        archive: a file that `make_backup` wrote.
        media: where media files go; the rows go into the project's database.
        replace: whether an existing site may be replaced.
        key_file: the secret age key, for an encrypted archive.

    Raises:
        BadBackupError, TableMismatchError: the archive is incomplete or newer than the software; the site is
        unchanged.
        SiteNotEmptyError: the site is not empty and `replace` is False; the site is unchanged.
    """
    call_command("migrate", verbosity=0, interactive=False)
    if not replace and _has_a_site(media):
        raise SiteNotEmptyError(
            "Il y a déjà un site ici : ajoutez --replace pour le remplacer par la sauvegarde."
        )
    with media.room() as room:
        manifest = unpack(_readable(archive, room, key_file), room)
        tables, upgraded = manifest.tables, _is_older(manifest)
        if upgraded:
            tables = bring_up_to_date(manifest, room)
        _add_files(manifest, room / MEDIA, media)
        with transaction.atomic():
            fill_database(connection, tables, room / TABLES)
            CacheVersion.objects.create()  # Invalidates the page caches of all processes.
            ContentType.objects.clear_cache()  # It holds keys of the old rows.
            call_command("update_index", verbosity=0)
        _settle_files(manifest, room / MEDIA, media)
    return Restored(manifest, upgraded)


def fill_database(
    database: BaseDatabaseWrapper, tables: list[TableDump], folder: Path, apps: Apps = current_apps
) -> None:
    """Replace all rows by those of an archive, and read them back. Call it inside a transaction.

    Raises TableMismatchError when the database then differs from the archive in any row.
    """
    empty_tables(database, apps)
    models = models_by_table(apps)
    for table in tables:
        if table.name not in models:
            raise TableMismatchError(f"La table {table.name} n’existe pas ici.")
        fill_table(database, models[table.name], table, read_rows(folder / f"{table.name}.jsonl"))
    database.check_constraints()
    for table in tables:
        set_last_key(database, models[table.name], table.last_key)
        if digest_of(database, models[table.name], table.columns) != (table.rows, table.sha256):
            raise TableMismatchError(f"La table {table.name}, une fois relue, diffère de la sauvegarde.")


def bring_up_to_date(manifest: Manifest, room: Path) -> list[TableDump]:
    """Migrate the rows of an older version in a temporary database, and rewrite their files."""
    with sqlite_at(room / "ancienne.sqlite3", durable=False) as old:
        fill_old_database(old, manifest, room / TABLES)
        call_command("migrate", verbosity=0, interactive=False)
        return write_tables(old, kept_models(), room / TABLES)


def fill_old_database(database: BaseDatabaseWrapper, manifest: Manifest, folder: Path) -> None:
    """Migrate an empty database to the backup's migrations, and fill it."""
    targets = [(app, name) for app, name in manifest.migrations]
    executor = MigrationExecutor(database)
    executor.migrate(targets)
    state = MigrationExecutor(database).loader.project_state(targets)
    with transaction.atomic():
        fill_database(database, manifest.tables, folder, state.apps)


def _is_older(manifest: Manifest) -> bool:
    then, now = {(app, name) for app, name in manifest.migrations}, set(last_migrations())
    unknown = then - set(MigrationExecutor(connection).loader.graph.nodes)
    if unknown:
        names = ", ".join(sorted(f"{app} {name}" for app, name in unknown))
        raise BadBackupError(f"Cette sauvegarde vient d’une version plus récente du logiciel ({names}).")
    return then != now


def _has_a_site(media: MediaPlace) -> bool:
    rows = (User.objects.all(), SiteImage.objects.all(), Page.objects.filter(depth__gt=_WELCOME_DEPTH))
    return any(queryset.exists() for queryset in rows) or any(True for _name in media.names())


def _readable(archive: Path, room: Path, key_file: Path | None) -> Path:
    if archive.suffix != ENCRYPTED:
        return archive
    if key_file is None:
        raise BadBackupError("Cette sauvegarde est chiffrée : donnez la clé secrète avec --key.")
    plain = room / "archive"
    decrypt(archive, plain, key_file)
    return plain


def _add_files(manifest: Manifest, source: Path, media: MediaPlace) -> None:
    """Add the files whose name is free: no row refers to them yet."""
    there = set(media.names())
    for name in manifest.media:
        if name not in there:
            media.put(name, source / name)


def _settle_files(manifest: Manifest, source: Path, media: MediaPlace) -> None:
    """Overwrite the other files that have the same name, and delete files that are not in the backup."""
    for name, path in files_below(source):
        media.put(name, path)
    for name in list(media.names()):
        if name not in manifest.media:
            media.delete(name)
