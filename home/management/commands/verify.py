"""`manage.py verify`: report damage; exit with an error if there is any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.integrity.verification import faults


class Command(BaseCommand):
    help = "Cherche ce qui est abîmé : base, arborescence, pages, fichiers, index. Ne répare rien."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for fault in faults():
            self.stdout.write(fault)
            count += 1
        if count:
            raise CommandError(f"{count} défaut(s). Que faire : docs/backup.md.")
        self.stdout.write("Tout est en ordre : base, arborescence, pages, fichiers, index.")
