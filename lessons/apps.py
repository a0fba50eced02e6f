"""Registers the guides as a Django app, and connects its signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = _("Guides")

    def ready(self) -> None:
        # Models can be imported only once apps are ready.
        from home.images.replacement import picture_replaced
        from home.typesetting.cache_invalidation import delete_cached_sheets
        from lessons.search.reindex_signals import connect_reindex_signals
        from lessons.static_export.outage_copy import delete_copy
        from lessons.taxonomy.models import GlossaryTerm, OfficialSite, ProcedureType, SkillLevel

        connect_reindex_signals(SkillLevel, ProcedureType, OfficialSite, GlossaryTerm)
        picture_replaced.connect(delete_cached_sheets, dispatch_uid="forget_sheets")
        picture_replaced.connect(delete_copy, dispatch_uid="drop_copy")
