"""Models of session plans. No field can hold a learner's name; texts are checked before they are saved."""

from datetime import date
from typing import Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.model_session_form import ModelSessionForm
from lessons.taxonomy.models import SkillLevel

TIME_KEPT = relativedelta(months=13)
MAX_LINES = 40
MAX_MINUTES = 600
MAX_PEOPLE = 60
MAX_NOTE = 300


class Equipment(models.TextChoices):
    """Equipment of the room."""

    COMPUTERS = "ordinateurs", _("Ordinateurs")
    TABLETS = "tablettes", _("Tablettes")
    PHONES = "telephones", _("Téléphones")
    PROJECTOR = "videoprojecteur", _("Vidéoprojecteur")
    PRINTER = "imprimante", _("Imprimante")
    NETWORK = "connexion", _("Connexion à Internet")


class PlanQuerySet(models.QuerySet["SessionPlan"]):
    def kept(self) -> Self:
        """Plans used in the last 13 months; older plans are treated as deleted, even before they are."""
        return self.filter(last_used_on__gt=oldest_kept_day())

    def forgotten(self) -> Self:
        return self.filter(last_used_on__lte=oldest_kept_day())


def oldest_kept_day() -> date:
    return timezone.localdate() - TIME_KEPT


class SessionPlan(models.Model):
    """A session plan prepared by a helper. Only the hash of its secret address is stored."""

    affects_public_pages = False
    # The usage report of a guide does not show editors which session plans use it.
    wagtail_reference_index_ignore = True

    edit_hash = models.CharField(max_length=64, unique=True)
    share_key = models.CharField(max_length=80, unique=True, null=True, blank=True)
    title = models.CharField(_("titre"), max_length=120, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    starts_at = models.TimeField(_("heure de début"), null=True, blank=True)
    available = models.PositiveSmallIntegerField(_("temps disponible"), null=True, blank=True)
    participants = models.PositiveSmallIntegerField(_("nombre de personnes"), null=True, blank=True)
    level = models.ForeignKey(
        SkillLevel,
        verbose_name=_("niveau du groupe"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    equipment = models.JSONField(_("matériel dans la salle"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    last_request = models.CharField(max_length=64, blank=True)
    undo = models.JSONField(default=dict, blank=True)
    last_used_on = models.DateField(default=timezone.localdate, db_index=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance")

    def __str__(self) -> str:
        return self.title or str(_("Ma séance"))

    @property
    def expires_on(self) -> date:
        return self.last_used_on + TIME_KEPT

    @property
    def equipment_names(self) -> list[str]:
        return [str(item.label) for item in Equipment if item.value in self.equipment]

    def touch(self) -> None:
        """Record that the plan was used today, with at most one write a day."""
        today = timezone.localdate()
        if self.last_used_on != today:
            SessionPlan.objects.filter(pk=self.pk).update(last_used_on=today)
            self.last_used_on = today


class PlannedLine(models.Model):
    """A guide or an activity, with the helper's minutes and note; empty minutes mean those of the guide."""

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(
        GuidePage,
        verbose_name=_("guide"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    activity = models.CharField(_("activité"), max_length=20, choices=Activity, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MINUTES)],
        help_text=_("Laissez vide : la durée du guide ou la durée habituelle de l’activité."),
    )
    left_out = models.JSONField(default=list, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)

    class Meta:
        abstract = True

    @property
    def activity_or_none(self) -> Activity | None:
        return Activity(self.activity) if self.activity in Activity else None


class SessionLine(PlannedLine):
    affects_public_pages = False

    plan = models.ForeignKey(SessionPlan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    guide_title = models.CharField(max_length=255, blank=True)
    guide_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        verbose_name = _("ligne de séance")

    def __str__(self) -> str:
        return str(self.guide_title or self.get_activity_display())

    def values(self) -> dict[str, Any]:
        """Return the values needed to restore the line after it was removed."""
        return {
            "guide_id": self.guide_id,
            "activity": self.activity,
            "minutes": self.minutes,
            "left_out": self.left_out,
            "note": self.note,
            "guide_title": self.guide_title,
            "guide_seen_at": self.guide_seen_at and self.guide_seen_at.isoformat(),
            "position": self.position,
        }


class ModelSession(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A session plan published by editors, which helpers can copy in one click."""

    title = models.CharField(_("titre"), max_length=120, help_text=_("« Premiers pas avec les impôts »."))
    slug = models.SlugField(
        _("adresse"),
        max_length=80,
        unique=True,
        help_text=_("Des lettres sans accent, des chiffres et des tirets."),
        error_messages={"unique": _("Cette adresse est déjà prise.")},
    )
    summary = models.CharField(
        _("résumé"), max_length=300, blank=True, help_text=_("Une ou deux phrases courtes.")
    )
    available = models.PositiveSmallIntegerField(
        _("temps prévu, en minutes"),
        default=90,
        validators=[MinValueValidator(10), MaxValueValidator(MAX_MINUTES)],
    )
    level = models.ForeignKey(
        SkillLevel,
        verbose_name=_("niveau du groupe"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="model_sessions",
    )

    base_form_class = ModelSessionForm
    panels: ClassVar[list[Any]] = [
        FieldPanel("title", required_on_save=True),
        FieldPanel("slug", required_on_save=False),
        FieldPanel("summary"),
        FieldPanel("available", required_on_save=False),
        FieldPanel("level"),
        InlinePanel("lines", label=_("Ligne"), heading=_("Déroulé"), min_num=1, max_num=MAX_LINES),
    ]

    class Meta:
        verbose_name = _("séance prête à copier")
        verbose_name_plural = _("séances prêtes à copier")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("model_session", args=[self.slug])


class ModelSessionLine(Orderable, PlannedLine):
    wagtail_reference_index_ignore = False
    may_be_unfinished = False  # True while a draft of the model session is validated.

    session = ParentalKey(ModelSession, on_delete=models.CASCADE, related_name="lines")

    panels: ClassVar[list[Any]] = [
        FieldPanel("guide"),
        FieldPanel("activity"),
        FieldPanel("minutes"),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("ligne")

    def __str__(self) -> str:
        return str(self.guide or self.get_activity_display())

    def clean(self) -> None:
        super().clean()
        if bool(self.guide) == bool(self.activity) and not self.may_be_unfinished:
            raise ValidationError(_("Choisissez un guide ou une activité : l’un des deux."))
