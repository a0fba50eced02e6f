"""`manage.py tick`: run all scheduled tasks that are due. Run it every five minutes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from wagtail import hooks

from home.hooks import MACHINE_TASK_HOOK
from home.scheduler.runner import retry_now, tick


class Command(BaseCommand):
    help = "Fait ce qui est dû : publications prévues, courrier, vérification des liens, nettoyage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="Réessaie tout de suite ce qui a échoué.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            retry_now()
        for line in tick():
            self.stdout.write(line)
        for run in hooks.get_hooks(MACHINE_TASK_HOOK):
            run()
