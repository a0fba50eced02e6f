"""Registers the taxonomy as a Django app of its own, because it has models."""

from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "lessons.taxonomy"
    label = "taxonomy"
    verbose_name = _("Classement")

    def ready(self) -> None:
        from lessons.taxonomy.usage import refuse_when_used

        pre_delete.connect(refuse_when_used, dispatch_uid="taxonomy.refuse_when_used")
