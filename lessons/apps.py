"""Registers the guides."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = _("Guides")

    def ready(self) -> None:
        from home.darkroom.replacing import (
            picture_replaced,
        )  # Models can be imported only once apps are ready.
        from lessons.mirror.keeping import drop_copy
        from lessons.search.following import follow
        from lessons.sheets.forgetting import forget_sheets
        from lessons.taxonomy.models import GlossaryTerm, OfficialSite, ProcedureType, SkillLevel

        follow(SkillLevel, ProcedureType, OfficialSite, GlossaryTerm)
        picture_replaced.connect(forget_sheets, dispatch_uid="forget_sheets")
        picture_replaced.connect(drop_copy, dispatch_uid="drop_copy")
