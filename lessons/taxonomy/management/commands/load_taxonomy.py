"""`manage.py load_taxonomy`: creates missing levels, types, sites, devices, audiences, glossary terms."""

from typing import Any

from django.core.management.base import BaseCommand

from lessons.taxonomy.loading import load_taxonomy


class Command(BaseCommand):
    help = "Crée les niveaux, démarches, sites, appareils, publics et mots expliqués qui manquent."

    def handle(self, *args: Any, **options: Any) -> None:
        created = load_taxonomy()
        self.stdout.write(f"Classement : {created} terme(s) créé(s), les autres existaient déjà.")
