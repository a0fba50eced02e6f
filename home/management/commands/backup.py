"""`manage.py backup`: write the whole site into one dated file, and verify it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.backup.archive import BadBackupError, make_key
from home.backup.dump import make_backup
from home.backup.signatures import make_signing_key
from home.text.humanize import weight_label


class Command(BaseCommand):
    help = "Sauvegarde la base et les images dans un fichier daté, vérifié après écriture."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, metavar="DOSSIER", help="Dossier des sauvegardes (BACKUP_DIR)."
        )
        parser.add_argument("--keep", type=int, metavar="N", help="Garde les N plus récentes (BACKUP_KEEP).")
        parser.add_argument(
            "--encrypt-to", metavar="CLÉ", help="Chiffre pour cette clé publique age (age1…)."
        )
        parser.add_argument(
            "--make-key", type=Path, metavar="FICHIER", help="Écrit une clé secrète, et rien d’autre."
        )

        parser.add_argument(
            "--make-signing-key",
            type=Path,
            metavar="FICHIER",
            help="Écrit une clé pour signer les sauvegardes, et rien d’autre.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["make_key"]:
            self._make_key(options["make_key"])
            return
        if options["make_signing_key"]:
            self._make_signing_key(options["make_signing_key"])
            return
        folder = options["to"] or settings.BACKUP_DIR
        keep = settings.BACKUP_KEEP if options["keep"] is None else options["keep"]
        if not folder:
            raise CommandError("Dites où écrire : --to DOSSIER, ou la variable BACKUP_DIR.")
        if keep < 1:
            raise CommandError("--keep : gardez au moins une sauvegarde.")
        self._back_up(Path(folder), keep, options["encrypt_to"] or settings.BACKUP_ENCRYPT_TO)

    def _back_up(self, folder: Path, keep: int, recipient: str) -> None:
        try:
            backup = make_backup(
                folder, keep=keep, recipient=recipient, signing_key=settings.BACKUP_SIGN_WITH
            )
        except (BadBackupError, OSError) as error:
            raise CommandError(f"Aucune sauvegarde n’a été faite. {error}") from None
        manifest = backup.manifest
        self.stdout.write(f"{backup.path} ({weight_label(backup.path.stat().st_size)})")
        self.stdout.write(
            f"{manifest.rows} lignes de {len(manifest.tables)} tables et {len(manifest.media)} fichiers, relus et exacts."
        )
        for name in backup.missing:
            self.stderr.write(f"Le site avait déjà perdu ce fichier : {name}")

    def _make_key(self, path: Path) -> None:
        try:
            public = make_key(path)
        except OSError as error:
            raise CommandError(f"La clé n’a pas été écrite. {error}") from None
        self.stdout.write(f"Clé secrète écrite dans {path} : gardez-la ailleurs que sur cette machine.")
        self.stdout.write(f"Clé publique, pour --encrypt-to ou BACKUP_ENCRYPT_TO :\n{public}")

    def _make_signing_key(self, path: Path) -> None:
        try:
            public = make_signing_key(path)
        except OSError as error:
            raise CommandError(f"La clé n’a pas été écrite. {error}") from None
        self.stdout.write(f"Clé pour signer écrite dans {path}. Pour BACKUP_SIGN_WITH : {path}")
        self.stdout.write(f"Clé publique, pour BACKUP_SIGNED_BY là où l’on restaure :\n{public}")
