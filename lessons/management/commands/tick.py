"""`manage.py tick`: everything that is done regularly. Run it every five minutes."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from home.backup.monitoring import daily_backup
from home.caching.generation import delete_old_versions
from home.images.orphaned_files import delete_orphaned_copies, delete_orphaned_files
from lessons.planning.expiry import forget_sessions
from lessons.quality.tasks.runner import TASKS, Task, retry_now, tick
from lessons.sheets.cache_invalidation import delete_stale_sheets
from lessons.static_export.outage_copy import refresh_copy


def _sweep_pictures() -> str:
    return f"{len(delete_orphaned_files().deleted)} fichier(s) d’image effacé(s)."


EVERYTHING = (
    *TASKS,
    Task("séances", timedelta(days=1), forget_sessions),
    Task("pages", timedelta(days=1), delete_old_versions),
    Task("images", timedelta(days=1), _sweep_pictures),
)
BACKUP = Task("sauvegarde", timedelta(days=1), daily_backup)
COPY = Task("copie", timedelta(0), refresh_copy)


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications prévues, courrier, vérification des liens, nettoyage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="Réessaie tout de suite ce qui a échoué.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            retry_now()
        wanted = [
            task for task, folder in ((BACKUP, settings.BACKUP_DIR), (COPY, settings.COPY_DIR)) if folder
        ]
        for line in tick((*EVERYTHING, *wanted)):
            self.stdout.write(line)
        # What other machines cannot do for this one: each does it at every tick.
        delete_orphaned_copies()
        delete_stale_sheets()
