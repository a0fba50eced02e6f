"""`manage.py tick`: everything that is done regularly. Run it every five minutes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from home.darkroom.sweeping import sweep
from lessons.planning.forgetting import forget_sessions
from lessons.quality.tasks.runner import TASKS, Task, tick


def _sweep_pictures() -> str:
    return f"{len(sweep().deleted)} fichier(s) d’image effacé(s)."


EVERYTHING = (
    *TASKS,
    Task("séances", timedelta(days=1), forget_sessions),
    Task("images", timedelta(days=1), _sweep_pictures),
)


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications prévues, courrier, vérification des liens, nettoyage."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in tick(EVERYTHING):
            self.stdout.write(line)
