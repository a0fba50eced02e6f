"""Public notes on what changed in published guides, written by editors."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A public sentence on what changed in a new version of a guide."""

    guide = models.ForeignKey(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="changes", verbose_name=_("guide")
    )
    made_on = models.DateField(_("publié le"))
    note = models.CharField(_("ce qui a changé"), max_length=250)
    revision_id = models.BigIntegerField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("changement")
        verbose_name_plural = _("changements")
        ordering: ClassVar[list[str]] = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return self.note
