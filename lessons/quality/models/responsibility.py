"""The person responsible for keeping a guide correct."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Responsibility(models.Model):
    """Names the person to notify when a guide is due, reported or has a dead link."""

    affects_public_pages = False

    guide = models.OneToOneField(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="responsibility", verbose_name=_("guide")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="guides_in_charge",
        verbose_name=_("responsable"),
    )

    class Meta:
        verbose_name = _("responsable de guide")
        verbose_name_plural = _("responsables de guides")

    def __str__(self) -> str:
        return f"{self.guide} : {self.user}"
