"""`manage.py export_guides PATH [SLUG …]`: exports public guides as guide files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lessons.import_export import export_guide
from lessons.models import GuidePage


class Command(BaseCommand):
    help = "Écrit les guides publiés, ou ceux que l’on nomme, en dossiers que import_guides sait relire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="CHEMIN", help="Dossier où écrire.")
        parser.add_argument("slugs", nargs="*", metavar="GUIDE", help="Fin de l’adresse d’un guide.")

    def handle(self, *args: Any, path: Path, slugs: list[str], **options: Any) -> None:
        guides = GuidePage.objects.visible().order_by("slug")
        if slugs:
            guides = guides.filter(slug__in=slugs)
            missing = set(slugs) - set(guides.values_list("slug", flat=True))
            if missing:
                raise CommandError(f"Aucun guide publié ne porte ce nom : {', '.join(sorted(missing))}.")
        for guide in guides:
            self.stdout.write(f"  {export_guide(guide, path, self.stderr.write)}")
        self.stdout.write(f"Guides écrits : {len(guides)}.")
