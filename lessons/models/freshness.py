"""How fresh a guide is: derived from the day it was checked, never typed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from home.text.humanize import day_label


class FreshnessState(StrEnum):
    FRESH = "fresh"
    DUE = "due"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Freshness:
    """When a guide was checked and when it is due, as of `today`.

    Attributes:
        checked_on: the day of the last check, or None when it never was.
        recheck_months: months a check holds.
        today: the day the question is asked.
    """

    checked_on: date | None
    recheck_months: int
    today: date

    @property
    def due_on(self) -> date | None:
        return self.checked_on + relativedelta(months=self.recheck_months) if self.checked_on else None

    @property
    def state(self) -> FreshnessState:
        if self.due_on is None:
            return FreshnessState.UNCHECKED
        return FreshnessState.FRESH if self.today < self.due_on else FreshnessState.DUE

    @property
    def label(self) -> str:
        """The state in French words, such as "Vérifié le 12 novembre 2026"."""
        if self.checked_on is None:
            return _("Pas encore vérifié")
        day = day_label(self.checked_on)
        if self.state is FreshnessState.DUE:
            return _("À revérifier : vérifié le %(day)s") % {"day": day}
        return _("Vérifié le %(day)s") % {"day": day}
