"""The kinds of steps, for editors and for the timing of session plans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What the learner does in a step. A shorter session first leaves out optional theory."""

    THEORY = "theory", _("Explication")
    PRACTICE = "practice", _("Pratique")
    CHECK = "check", _("Vérification")
