"""Reports from readers on guides: "this step has changed", "still exact"."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_TEXT_LENGTH = 500


class Reason(models.TextChoices):
    SCREEN = "screen", _("L’écran ne ressemble plus à l’image")
    WORDS = "words", _("Un bouton ou un mot a changé")
    GONE = "gone", _("L’étape n’existe plus")
    MISSING = "missing", _("Il manque une étape")
    UNCLEAR = "unclear", _("Je n’ai pas compris")
    OTHER = "other", _("Autre chose")
    EXACT = "exact", _("Toujours exact")


class Status(models.TextChoices):
    NEW = "new", _("Nouveau")
    DOING = "doing", _("En cours")
    DONE = "done", _("Traité")
    REFUSED = "refused", _("Sans suite")


OPEN = (Status.NEW, Status.DOING)


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> "ReportQuerySet":
        """Reports that still need an answer; reports of the kind "still exact" need none."""
        return self.filter(status__in=OPEN).exclude(reason=Reason.EXACT)


class Report(models.Model):
    """A report from a reader. The only personal data is the mail address that the reader chose to leave."""

    affects_public_pages = False

    guide = models.ForeignKey(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="reports", verbose_name=_("guide")
    )
    step_id = models.CharField(max_length=36, blank=True, editable=False)
    step_title = models.CharField(_("étape"), max_length=90, blank=True)
    reason = models.CharField(_("raison"), max_length=10, choices=Reason)
    text = models.TextField(_("message"), max_length=MAX_TEXT_LENGTH, blank=True)
    mail = models.EmailField(_("adresse de messagerie"), blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.NEW)
    token = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("reçu le"), auto_now_add=True)
    told_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(_("fini le"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["status", "created_at"])]

    def __str__(self) -> str:
        return f"{self.guide} : {self.get_reason_display()}"
