"""`manage.py tick`: everything that is done regularly. Run it every five minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from lessons.quality.tasks.runner import tick


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications prévues, courrier, vérification des liens, nettoyage."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in tick():
            self.stdout.write(line)
