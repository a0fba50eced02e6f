"""Ready-made activities that a session plan can hold besides guides."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Activity(models.TextChoices):
    WELCOME = "accueil", _("Accueil")
    ROUND = "tour-de-table", _("Tour de table")
    POSITIONING = "positionnement", _("Positionnement")
    BREAK = "pause", _("Pause")
    FREE_PRACTICE = "pratique-libre", _("Pratique libre")
    REVIEW = "bilan", _("Bilan")

    @property
    def details(self) -> "Details":
        return _DETAILS[self]

    @property
    def minutes(self) -> int:
        return self.details.minutes

    @property
    def says(self) -> str:
        return str(self.details.says)

    @property
    def material(self) -> str:
        return str(self.details.material)


@dataclass(frozen=True)
class Details:
    """The default minutes of an activity, instructions for the helper, and the material needed."""

    minutes: int
    says: Any  # Lazy translation.
    material: Any = ""


_DETAILS = {
    Activity.WELCOME: Details(
        10,
        _("Accueillez chaque personne et faites signer la feuille de présence."),
        _("feuille de présence"),
    ),
    Activity.ROUND: Details(10, _("Chacun dit son prénom et ce qu’il veut savoir faire en partant.")),
    Activity.POSITIONING: Details(
        10, _("Chacun coche ce qu’il sait déjà faire, seul ou avec de l’aide."), _("fiches de positionnement")
    ),
    Activity.BREAK: Details(10, _("Levez-vous, buvez un verre d’eau. Les écrans attendent.")),
    Activity.FREE_PRACTICE: Details(
        20, _("Chacun refait les étapes à son rythme. Passez de poste en poste.")
    ),
    Activity.REVIEW: Details(
        10, _("Chacun dit une chose apprise et remplit l’évaluation."), _("fiches d’évaluation")
    ),
}
