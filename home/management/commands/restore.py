"""`manage.py restore FILE`: restore the site completely, or change nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from home.backup.archive import BadBackupError
from home.backup.connections import sqlite_at
from home.backup.restore import Restored, SiteNotEmptyError, restore
from home.backup.restore_targets import MediaOnDisk, media_of_the_site
from home.backup.signatures import UntrustedArchiveError, public_key_of, refuse_untrusted
from home.backup.tables import TableMismatchError


class Command(BaseCommand):
    help = "Remet le site dans l’état d’une sauvegarde : tout, ou rien."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER", help="Une sauvegarde.")
        parser.add_argument("--replace", action="store_true", help="Remplace le site qui est déjà là.")
        parser.add_argument(
            "--key", type=Path, metavar="FICHIER", help="La clé secrète d’une sauvegarde chiffrée."
        )
        parser.add_argument(
            "--into",
            type=Path,
            metavar="DOSSIER",
            help="Restaure à part, dans ce dossier, sans toucher au site.",
        )

        parser.add_argument(
            "--unsigned",
            action="store_true",
            help="Accepte une sauvegarde sans signature, ou signée par une clé inconnue ici.",
        )

    def handle(self, *args: Any, file: Path, into: Path | None, **options: Any) -> None:
        try:
            if not options["unsigned"]:
                refuse_untrusted(file, _signers())
            restored = self._restore(file, into, replace=options["replace"], key_file=options["key"])
        except UntrustedArchiveError as error:
            raise CommandError(
                f"Rien n’a été restauré. {error} Si vous savez d’où elle vient, ajoutez --unsigned."
            ) from None
        except (BadBackupError, SiteNotEmptyError, TableMismatchError, DatabaseError, OSError) as error:
            raise CommandError(f"Rien n’a été restauré. {error}") from None
        self._tell(restored, into)

    def _restore(self, file: Path, into: Path | None, **options: Any) -> Restored:
        if into is None:
            return restore(file, media=media_of_the_site(), **options)
        into.mkdir(parents=True, exist_ok=True)
        with sqlite_at(into.absolute() / "pas-a-pas.sqlite3"):
            return restore(file, media=MediaOnDisk(into.absolute() / "media"), **options)

    def _tell(self, restored: Restored, into: Path | None) -> None:
        manifest = restored.manifest
        self.stdout.write(f"Sauvegarde du {manifest.made_at} restaurée{f' dans {into}' if into else ''}.")
        self.stdout.write(
            f"{manifest.rows} lignes de {len(manifest.tables)} tables et {len(manifest.media)} fichiers, relus et exacts."
        )
        if restored.upgraded:
            self.stdout.write("Elle venait d’une version plus ancienne : elle a été mise à jour.")
        if into is None:
            self.stdout.write(
                "Redémarrez maintenant le service du site. Chacun devra se connecter de nouveau."
            )


def _signers() -> list[str]:
    """Return the trusted public keys: this site's own, and those in BACKUP_SIGNED_BY."""
    own = [public_key_of(settings.BACKUP_SIGN_WITH)] if settings.BACKUP_SIGN_WITH else []
    return [*own, *settings.BACKUP_SIGNED_BY]
