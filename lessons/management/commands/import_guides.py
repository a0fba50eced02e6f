"""`manage.py import_guides PATH`: imports guide files, all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from lessons.import_export import GuideFilesError, import_guides


class Command(BaseCommand):
    help = "Importe un dossier de guide, ou tous ceux d’un dossier. Une seule faute, et rien n’est importé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, metavar="CHEMIN", help="Dossier d’un guide, ou dossier de guides."
        )
        parser.add_argument("--draft", action="store_true", help="Laisse les guides en brouillon.")

    def handle(self, *args: Any, path: Path, draft: bool, **options: Any) -> None:
        try:
            report = import_guides(
                path, publish=not draft, tell=lambda title: self.stdout.write(f"  {title}")
            )
        except GuideFilesError as error:
            faults = "\n".join(f"  {fault}" for fault in error.faults)
            raise CommandError(f"Rien n’a été importé. {len(error.faults)} faute(s) :\n{faults}") from None
        except ValidationError as refused:
            raise CommandError("Rien n’a été importé.\n" + "\n".join(refused.messages)) from None
        self.stdout.write(f"Guides créés : {len(report.created)}, mis à jour : {len(report.updated)}.")
