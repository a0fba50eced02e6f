"""`manage.py set_up_roles`: groups, permissions and review."""

from typing import Any

from django.core.management.base import BaseCommand

from lessons.quality.roles import PAGE_ACTIONS, WORKFLOW, set_up_roles


class Command(BaseCommand):
    help = "Crée ou remet en ordre les rôles (rédacteurs, relecteurs, administrateurs) et la relecture."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_roles()
        self.stdout.write(f"Rôles : {', '.join(PAGE_ACTIONS)}. Circuit : {WORKFLOW}.")
