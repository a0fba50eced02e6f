"""Settings about the organisation that runs the site, shown on pages and on paper."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from home.colour_preview import ColourInput, ColourPreviewPanel
from home.fields import ColourField
from home.images.logo import logo_concern


class AccessibilityConformance(models.TextChoices):
    """The three states of an accessibility declaration (French decree 2019-768, article 4)."""

    NONE = "non", _("non conforme")
    PARTIAL = "partial", _("partiellement conforme")
    TOTAL = "total", _("totalement conforme")


class SiteSetting(BaseSiteSetting):
    """A site setting that can be read without a write: Wagtail's `for_site` inserts a missing row."""

    class Meta:
        abstract = True

    @classmethod
    def read(cls, site: Site | None) -> Self:
        """Return the setting of `site`, or an unsaved default when there is no row or no site."""
        found: Self | None = cls.base_queryset().filter(site=site).first() if site else None
        return found or cls(site=site)


@register_setting(icon="site")
class SiteIdentity(SiteSetting):
    organisation = models.CharField(
        _("structure qui gère ce site"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple : Mairie de Exempleville"),
    )
    tagline = models.CharField(_("phrase d’accueil"), max_length=160, blank=True)
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    contact_line = models.CharField(
        _("ligne de contact"), max_length=200, blank=True, help_text=_("Adresse, téléphone, horaires.")
    )
    logo = models.ForeignKey(
        "home.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_(
            "En haut de chaque page et sur toutes les fiches imprimées, avec le nom. "
            "PNG ou JPEG, fait pour un fond blanc, au moins 48 points de côté."
        ),
    )
    colour = ColourField(
        _("couleur"),
        max_length=7,
        blank=True,
        help_text=_(
            "Une seule, celle de votre structure, comme #6d2077. Elle sert aux boutons, aux liens, aux fiches et à "
            "cet espace. Laissez vide pour la couleur habituelle."
        ),
    )
    footer_note = models.CharField(_("phrase de bas de page"), max_length=300, blank=True)
    accessibility = models.CharField(
        _("état de l’accessibilité"),
        max_length=10,
        choices=AccessibilityConformance,
        default=AccessibilityConformance.NONE,
        help_text=_("Gardez « non conforme » tant qu’aucun audit n’a été fait."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("logo"),
                FieldPanel("colour", widget=ColourInput),
                ColourPreviewPanel(heading=_("Aperçu de la couleur")),
                FieldPanel("tagline"),
                FieldPanel("footer_note"),
            ],
            heading=_("Présentation"),
        ),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_line")], heading=_("Contact")),
        FieldPanel("accessibility"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("Identité du site")

    def clean(self) -> None:
        super().clean()
        if self.logo is not None and self.logo.is_suspect:
            raise ValidationError({"logo": self.logo.concern})
        if self.logo is not None and (concern := logo_concern(self.logo)):
            raise ValidationError({"logo": concern})
