"""`manage.py export_static FOLDER`: exports the public site as a folder that opens from a USB stick."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.text.humanize import weight_label
from lessons.static_export import StaticExportError, export_site


class Command(BaseCommand):
    help = (
        "Écrit tout le site public dans un dossier qui s’ouvre sans serveur, par exemple depuis une clé USB."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DOSSIER", help="Dossier vide, ou copie à mettre à jour."
        )

    def handle(self, *args: Any, folder: Path, verbosity: int, **options: Any) -> None:
        tell = self.stdout.write if verbosity > 1 else lambda line: None
        try:
            report = export_site(folder.resolve(), tell=tell)
        except (StaticExportError, OSError) as error:
            raise CommandError(f"Rien n’a été changé dans {folder}. {error}") from error
        self.stdout.write(
            f"{report.pages} page(s), {report.files} fichier(s), {weight_label(report.size)} dans {folder}. "
            f"{report.carried} fichier(s) inchangé(s) repris de la copie d’avant."
        )
        for sentence in report.lost:
            self.stderr.write(sentence)
        self.stdout.write("Ouvrez index.html avec un navigateur.")
