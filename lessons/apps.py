"""Registers the guides."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = _("Guides")

    def ready(self) -> None:
        from lessons.search.following import follow  # Models can be imported only once apps are ready.
        from lessons.taxonomy.models import GlossaryTerm, OfficialSite, ProcedureType, SkillLevel

        follow(SkillLevel, ProcedureType, OfficialSite, GlossaryTerm)
