"""`manage.py check_links`: checks whether the links of guides still work."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lessons.quality.links.checker import check_links
from lessons.quality.models import LinkState


class Command(BaseCommand):
    help = "Vérifie les liens des guides, poliment, et retient les réponses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Aussi ceux vérifiés il y a peu.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = check_links(everything=options["all"], tell=self.stdout.write)
        for state in LinkState:
            self.stdout.write(f"{state.label} : {counts.get(state.value, 0)}")
