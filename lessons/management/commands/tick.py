"""`manage.py tick`: everything that is done regularly. Run it every five minutes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from lessons.planning.forgetting import forget_sessions
from lessons.quality.tasks.runner import TASKS, Task, tick

EVERYTHING = (*TASKS, Task("séances", timedelta(days=1), forget_sessions))


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications prévues, courrier, vérification des liens, nettoyage."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in tick(EVERYTHING):
            self.stdout.write(line)
