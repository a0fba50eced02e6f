"""`manage.py set_up_roles`: create or correct the groups, permissions and review workflow."""

from typing import Any

from django.core.management.base import BaseCommand

from home.accounts.roles import set_up_roles


class Command(BaseCommand):
    help = "Crée ou remet en ordre les rôles (rédacteurs, relecteurs, administrateurs) et la relecture."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Rôles : {', '.join(set_up_roles())}.")
