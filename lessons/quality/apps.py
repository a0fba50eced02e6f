"""Registers the models of quality as an app, and connects the signals of review and publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "lessons.quality"
    label = "quality"
    verbose_name = _("Qualité des guides")

    def ready(self) -> None:
        from lessons.quality.review import notifications, publication

        publication.connect_publication_checks()
        notifications.connect_notifications()
