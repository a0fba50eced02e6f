"""Stored results of link checks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """State of a link. Only `DEAD`, where the site itself says that the page is gone, blocks a new guide."""

    GOOD = "good", _("marche")
    MOVED = "moved", _("a changé d’adresse")
    UNSURE = "unsure", _("pas de réponse sûre")
    DEAD = "dead", _("n’existe plus")


class LinkCheck(models.Model):
    """The last result for one URL."""

    affects_public_pages = False

    url = models.URLField(_("adresse"), max_length=500, unique=True)
    state = models.CharField(_("état"), max_length=10, choices=LinkState)
    checked_at = models.DateTimeField(_("vérifié le"))
    answer = models.CharField(_("réponse"), max_length=200, blank=True)
    final_url = models.URLField(_("nouvelle adresse"), max_length=2000, blank=True)
    failing_since = models.DateTimeField(_("en panne depuis"), null=True, blank=True)

    class Meta:
        verbose_name = _("lien vérifié")
        verbose_name_plural = _("liens vérifiés")
        ordering: ClassVar[list[str]] = ["url"]

    def __str__(self) -> str:
        return self.url
