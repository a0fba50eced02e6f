"""`manage.py second_step USER`: for users without mail, or who lost both phone and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.accounts import two_factor
from home.models import User


class Command(BaseCommand):
    help = "Prints the address at which an account sets up its second step; --forget takes the old one away first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--forget", action="store_true", help="Forget the telephone and the printed codes."
        )

    def handle(self, *args: Any, username: str, forget: bool, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"No account is called {username}.")
        if forget:
            two_factor.delete_devices(user)
        if two_factor.has_device(user):
            raise CommandError(f"{username} has a second step already: add --forget to begin again.")
        self.stdout.write(f"Log in, then open within the hour: {two_factor.invitation(user)}")
