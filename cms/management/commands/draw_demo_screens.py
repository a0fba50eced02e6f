"""`manage.py draw_demo_screens`: redraw the demo screenshots, or check that they are up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.demo import GUIDES
from cms.demo.screens import SpecError, draw_folder, outdated_files


class Command(BaseCommand):
    help = "Draws the screenshots of the demo guides from their screens.yaml files."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=GUIDES)
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail if a picture or a marker is out of date",
        )

    def handle(self, *_args: Any, path: Path, check: bool, **_options: Any) -> None:
        try:
            files = outdated_files(path) if check else draw_folder(path)
        except SpecError as error:
            raise CommandError(str(error)) from error
        if check and files:
            raise CommandError("To be drawn again:\n" + "\n".join(str(file) for file in files))
        for file in files:
            self.stdout.write(str(file))
