"""The last runs of the scheduled tasks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskRun(models.Model):
    """The last run of one scheduled task. If `began_at` is later than `ended_at`, it runs or was killed."""

    affects_public_pages = False

    name = models.SlugField(_("tâche"), unique=True)
    began_at = models.DateTimeField(_("commencée le"), null=True)
    ended_at = models.DateTimeField(_("finie le"), null=True)
    succeeded = models.BooleanField(_("réussie"), default=True)
    failures = models.PositiveIntegerField(_("échecs de suite"), default=0)
    retry_at = models.DateTimeField(_("nouvel essai le"), null=True)
    message = models.TextField(_("compte rendu"), blank=True)

    class Meta:
        db_table = "quality_taskrun"
        verbose_name = _("tâche régulière")
        verbose_name_plural = _("tâches régulières")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
