"""Registers the taxonomy as an app of its own, since it owns tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "lessons.taxonomy"
    label = "taxonomy"
    verbose_name = _("Classement")
