"""`manage.py sweep_pictures`: delete picture files that no row refers to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.images.orphaned_files import delete_orphaned_files


class Command(BaseCommand):
    help = "Efface les fichiers d’images remplacées, masquées ou supprimées qui seraient restés."

    def handle(self, *args: Any, **options: Any) -> None:
        report = delete_orphaned_files()
        for name in report.missing:
            self.stderr.write(f"  fichier absent : {name}")
        self.stdout.write(f"Fichiers effacés : {len(report.deleted)}.")
        if report.left:
            raise CommandError(f"Fichiers qui n’ont pas pu être effacés : {', '.join(report.left)}")
