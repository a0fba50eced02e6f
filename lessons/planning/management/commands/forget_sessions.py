"""`manage.py forget_sessions`: deletes the session plans that nobody has opened for thirteen months."""

from typing import Any

from django.core.management.base import BaseCommand

from lessons.planning.expiry import forget_sessions


class Command(BaseCommand):
    help = "Efface les séances que personne n’a ouvertes depuis treize mois."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(forget_sessions())
