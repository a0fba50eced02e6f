"""Registers session plans as a Django app of their own, because they have models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "lessons.planning"
    label = "planning"
    verbose_name = _("Séances")
