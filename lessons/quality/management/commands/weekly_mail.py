"""`manage.py weekly_mail`: sends the weekly mail now."""

from typing import Any

from django.core.management.base import BaseCommand

from lessons.quality.weekly_mail import send_weekly_mails


class Command(BaseCommand):
    help = "Envoie maintenant le courrier de la semaine aux responsables des guides."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(send_weekly_mails())
