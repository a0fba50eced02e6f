"""The kinds of steps, as editors choose them and as the time of a session counts them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What the learner does in a step. Optional theory is the first thing a short session leaves out."""

    THEORY = "theory", _("Explication")
    PRACTICE = "practice", _("Pratique")
    CHECK = "check", _("Vérification")
