"""A guide: one procedure at one level, in ordered steps."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from home.fields import SmallMigrationStreamField, web_address_field
from home.models import BasePage
from home.text.humanize import minutes_label
from lessons.blocks import ItemsBlock, StepsBlock
from lessons.blocks.step_fields import is_for_helpers, note_fields
from lessons.blocks.steps import FEATURES
from lessons.models.forms import GuideForm
from lessons.models.freshness import Freshness
from lessons.models.panels import guide_edit_handler
from lessons.models.preview_modes import PreviewsWithSheets
from lessons.models.querysets import GuideManager
from lessons.models.related import RelatedContent, related_content
from lessons.models.search_fields import guide_search_fields
from lessons.models.structured_data import structured_data
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, OfficialSite, ProcedureType, SkillLevel


class Licence(models.TextChoices):
    """Open licences that a guide can have."""

    ETALAB = "etalab-2.0", _("Licence Ouverte 2.0")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0")

    @property
    def url(self) -> str:
        return {
            Licence.ETALAB: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        }[self]


class CheckedBy(models.TextChoices):
    """The role of the person who checked a guide against the real procedure; the person is never named."""

    WRITER = "redacteur", _("un rédacteur")
    REVIEWER = "relecteur", _("un relecteur")
    ADMINISTRATOR = "administrateur", _("un administrateur")


class GuidePage(PreviewsWithSheets, BasePage):
    summary = models.TextField(_("résumé"), max_length=300, help_text=_("Une ou deux phrases courtes."))
    level = models.ForeignKey(
        SkillLevel, verbose_name=_("niveau"), on_delete=models.PROTECT, null=True, related_name="guides"
    )
    procedure_type = models.ForeignKey(
        ProcedureType,
        verbose_name=_("type de démarche"),
        on_delete=models.PROTECT,
        null=True,
        related_name="guides",
        limit_choices_to={"parent__isnull": False},
    )
    official_site = models.ForeignKey(
        OfficialSite,
        verbose_name=_("site officiel"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guides",
    )
    official_url = web_address_field(
        _("adresse de la vraie démarche"), max_length=500, blank=True, help_text=_("https://…")
    )
    devices = ParentalManyToManyField(Device, verbose_name=_("appareils"), blank=True, related_name="guides")
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("publics"), blank=True, related_name="guides"
    )
    duration_override = models.PositiveSmallIntegerField(
        _("durée en minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Laissez vide : c’est la somme des étapes."),
    )
    duration = models.PositiveSmallIntegerField(_("durée"), default=0, editable=False)
    step_count = models.PositiveSmallIntegerField(_("nombre d’étapes"), default=0, editable=False)
    objectives = SmallMigrationStreamField(
        ItemsBlock(
            _("Objectif"),
            _("Finit la phrase « À la fin, la personne sait… »"),
            "pick",
            "se connecter à son compte",
        ),
        blank=True,
        verbose_name=_("à la fin, la personne sait…"),
    )
    prerequisites = RichTextField(_("avant de commencer"), blank=True, features=FEATURES)
    papers = SmallMigrationStreamField(
        ItemsBlock(_("Papier ou objet"), _("Ce que la personne apporte"), "doc-full", "Dernier avis d’impôt"),
        blank=True,
        verbose_name=_("à apporter"),
    )
    steps = SmallMigrationStreamField(StepsBlock(), blank=True, verbose_name=_("étapes"))
    checks = SmallMigrationStreamField(
        ItemsBlock(
            _("Signe de réussite"), _("Finit la phrase « J’ai réussi si… »"), "check", "Je vois mon nom."
        ),
        blank=True,
        verbose_name=_("j’ai réussi si…"),
    )
    vocabulary = ParentalManyToManyField(
        GlossaryTerm, verbose_name=_("mots expliqués"), blank=True, related_name="guides"
    )
    tags = ClusterTaggableManager(through="lessons.TaggedGuide", verbose_name=_("étiquettes"), blank=True)
    search_words = models.CharField(
        _("mots que les gens disent"),
        max_length=500,
        blank=True,
        help_text=_("Séparés par des virgules. La recherche les trouve, la page ne les montre pas."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.ETALAB)
    checked_on = models.DateField(_("vérifié le"), null=True, blank=True)
    checked_by = models.CharField(_("vérifié par"), max_length=20, choices=CheckedBy, blank=True)
    change_note = models.CharField(
        _("ce qui a changé"),
        max_length=250,
        blank=True,
        help_text=_("Une phrase, pour un guide déjà publié. Le public la lit sous « Ce qui a changé »."),
    )
    variant_of = models.ForeignKey(
        "self",
        verbose_name=_("même démarche, autre niveau"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="family",
        help_text=_("Choisissez le guide de la même démarche à un autre niveau."),
    )

    objects: ClassVar[Any] = GuideManager()

    base_form_class = GuideForm
    edit_handler = guide_edit_handler
    search_fields = [*Page.search_fields, *guide_search_fields]
    parent_page_types: ClassVar[list[str]] = ["lessons.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(duration_override__isnull=True) | models.Q(duration_override__gte=1),
                name="guide_duration_is_positive",
                violation_error_message=_("Écrivez une durée d’au moins une minute, ou laissez vide."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("Cette date est dans le futur.")})
        if self.variant_of_id and self.variant_of_id == self.pk:
            raise ValidationError({"variant_of": _("Choisissez un autre guide que celui-ci.")})
        self._derive()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._derive()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            # Wagtail indexes a guide as soon as its row is saved, before its tags and vocabulary. Index it
            # again from the database, because `self` may hold a draft.
            index.insert_or_update_object(GuidePage.objects.get(pk=self.pk))

    def _derive(self) -> None:
        """Compute the derived fields, and point `variant_of` at the root guide of the family."""
        self.step_count = len(self.steps)
        if not strip_tags(self.prerequisites).strip():
            self.prerequisites = ""
        self.duration = self.duration_override or self.steps_duration
        if self.variant_of is not None and self.variant_of.variant_of is not None:
            root = self.variant_of.variant_of
            self.variant_of = None if root.pk == self.pk else root

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"without_pictures": request.GET.get("images") == "sans"}

    @property
    def steps_duration(self) -> int:
        """Total minutes of all steps."""
        return sum(step.value.get("minutes") or 0 for step in self.steps)

    @property
    def step_titles(self) -> list[str]:
        return [step.value["title"] for step in self.steps]

    @property
    def duration_label(self) -> str:
        return minutes_label(self.duration) if self.duration else ""

    @property
    def freshness(self) -> Freshness:
        months = self.procedure_type.recheck_months if self.procedure_type else 6
        return Freshness(self.checked_on, months, timezone.localdate())

    @property
    def licence_url(self) -> str:
        return Licence(self.licence).url if self.licence else ""

    @property
    def short_path(self) -> str:
        """The address printed on paper; it still works after the slug has changed."""
        return reverse("short_address", args=[self.pk]) if self.pk else ""

    @property
    def official_host(self) -> str:
        """The address of the official site as a person types it: its host without "www."."""
        host = urlsplit(self.official_url).hostname or ""
        return host.removeprefix("www.")

    @property
    def structured_data(self) -> str:
        return structured_data(self)

    @property
    def has_helper_notes(self) -> bool:
        return any(
            step.value[name]
            for step in self.steps
            for name, block in note_fields().items()
            if is_for_helpers(block)
        )

    @property
    def has_pictures(self) -> bool:
        return any(step.value["screenshot"] for step in self.steps)

    @cached_property
    def related_content(self) -> RelatedContent:
        """Terms, tags and related guides. The value is cached: load the guide again to see later changes."""
        return related_content(self, GuidePage.objects.visible().in_site_with(self))
