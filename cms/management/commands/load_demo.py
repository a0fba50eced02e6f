"""`manage.py load_demo`: load a complete French demo site. May run repeatedly."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.demo import GUIDES
from cms.demo.accounts import demo_accounts
from cms.demo.sessions import load_model_sessions
from cms.demo.site import build_site
from home.accounts.roles import set_up_roles
from lessons.import_export import import_guides
from lessons.import_export.image_import import ImportedImages
from lessons.taxonomy.loading import load_taxonomy


class Command(BaseCommand):
    help = "Charge le site de démonstration : classement, pages, guides, et comptes en développement."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Ne fait rien si des guides existent déjà."
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        site = build_site()
        set_up_roles()
        if if_empty and site.get_descendants().filter(content_type__model="guidepage").exists():
            self.stdout.write("Le site a déjà des guides : rien n’est rechargé.")
        else:
            self._load_guides()
        if settings.DEBUG:
            self._show_accounts()

    def _load_guides(self) -> None:
        self.stdout.write(f"Classement : {load_taxonomy()} terme(s) créé(s).")
        self.stdout.write("Guides de démonstration :")
        drawn = ImportedImages(vouched=True)  # They show no real person.
        report = import_guides(GUIDES, pictures=drawn, tell=lambda title: self.stdout.write(f"  {title}"))
        self.stdout.write(f"{len(report.created)} guide(s) créé(s), {len(report.updated)} mis à jour.")
        self.stdout.write(f"{load_model_sessions()} séance(s) prête(s) à copier.")
        call_command("update_index", verbosity=0)

    def _show_accounts(self) -> None:
        self.stdout.write(
            f"\nComptes de démonstration, sur {settings.WAGTAILADMIN_BASE_URL}/administration/ :"
        )
        for account in demo_accounts():
            self.stdout.write(f"  {account.role:<16} {account.username:<12} {account.password}")
