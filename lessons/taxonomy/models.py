"""Models of terms: a short class for each kind, based on the abstract `Term`."""

from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from home.caching.memoize import memoize_per_generation
from home.fields import web_address_field

validate_code = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?\Z",
    _("Écrivez des lettres minuscules sans accent, des chiffres et des tirets."),
)


class Term(index.Indexed, models.Model):
    """A term that classifies guides. URLs and guide files use `code`, which must not change."""

    name = models.CharField(_("nom"), max_length=80)
    code = models.CharField(
        _("code"),
        max_length=120,
        unique=True,
        validators=[validate_code],
        help_text=_("Utilisé dans les adresses. Ne le changez plus une fois publié."),
        error_messages={"unique": _("Ce code est déjà pris.")},
    )
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)
    also_said = models.CharField(
        _("on dit aussi"),
        max_length=500,
        blank=True,
        help_text=_(
            "Mots que les gens disent, séparés par des virgules. La recherche les trouve, le site ne les montre pas."
        ),
    )

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("order"),
        FieldPanel("also_said"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("also_said"),
    ]

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class SkillLevel(Term):
    """How confident the learner is: shown as stairs and a word, never by colour alone."""

    rank = models.PositiveSmallIntegerField(
        _("marches"),
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("1, 2 ou 3 marches sur le pictogramme."),
        error_messages={"unique": _("Un autre niveau a déjà ce nombre de marches.")},
    )
    says = models.CharField(_("ce que cela veut dire"), max_length=200, blank=True)

    panels: ClassVar[list[FieldPanel]] = [*Term.panels, FieldPanel("rank"), FieldPanel("says")]

    class Meta(Term.Meta):
        verbose_name = _("niveau")
        verbose_name_plural = _("niveaux")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(rank__gte=1, rank__lte=3),
                name="level_has_one_to_three_stairs",
                violation_error_message=_("Un niveau a 1, 2 ou 3 marches."),
            )
        ]


class ProcedureType(Term):
    """A theme or a type of procedure: a theme has no parent, a type has a theme as its parent."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("thème"),
        on_delete=models.PROTECT,
        related_name="types",
        null=True,
        blank=True,
        limit_choices_to={"parent__isnull": True},
        help_text=_("Laissez vide pour créer un thème."),
    )
    recheck_months = models.PositiveSmallIntegerField(
        _("à revérifier tous les (mois)"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("parent"), *Term.panels, FieldPanel("recheck_months")]
    search_fields: ClassVar[list[index.BaseField]] = [*Term.search_fields, index.FilterField("parent_id")]

    class Meta(Term.Meta):
        verbose_name = _("type de démarche")
        verbose_name_plural = _("types de démarche")

    def __str__(self) -> str:
        return f"{self.parent.name} › {self.name}" if self.parent else self.name

    def clean(self) -> None:
        super().clean()
        if self.parent is not None and (self.parent.parent_id is not None or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Choisissez un thème : il n’y a que deux niveaux.")})
        if self.parent is not None and self.pk and self.types.exists():
            raise ValidationError(
                {"parent": _("Ce thème contient des types : il ne peut pas entrer dans un autre thème.")}
            )

    @property
    def theme(self) -> "ProcedureType":
        return self.parent or self


class OfficialSite(Term):
    """The site on which the real procedure is done; support workers search for it by name."""

    url = web_address_field(_("adresse"), max_length=300)

    panels: ClassVar[list[FieldPanel]] = [*Term.panels, FieldPanel("url")]

    class Meta(Term.Meta):
        verbose_name = _("site officiel")
        verbose_name_plural = _("sites officiels")


class Device(Term):
    class Meta(Term.Meta):
        verbose_name = _("appareil")
        verbose_name_plural = _("appareils")


class Audience(Term):
    class Meta(Term.Meta):
        verbose_name = _("public")
        verbose_name_plural = _("publics")


class GlossaryTerm(Term):
    """A word explained in one plain sentence on the pages and sheets that use it."""

    definition = models.CharField(_("explication"), max_length=300)

    panels: ClassVar[list[FieldPanel]] = [*Term.panels, FieldPanel("definition")]
    search_fields: ClassVar[list[index.BaseField]] = [*Term.search_fields, index.SearchField("definition")]

    class Meta(Term.Meta):
        verbose_name = _("mot expliqué")
        verbose_name_plural = _("mots expliqués")
        ordering: ClassVar[list[str]] = ["name"]


AnyTerm = TypeVar("AnyTerm", bound=Term)


@memoize_per_generation
def terms(model: type[AnyTerm]) -> tuple[AnyTerm, ...]:
    """Return all terms of a kind, in their order."""
    found: Any = model._default_manager.all()
    return tuple(found)
