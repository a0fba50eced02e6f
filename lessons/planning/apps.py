"""Registers sessions as an app of their own, since they own tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "lessons.planning"
    label = "planning"
    verbose_name = _("Séances")
