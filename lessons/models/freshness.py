"""Freshness of a guide, computed from the date of its last check; editors never type it."""

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
    """The dates that decide whether a guide must be checked again, as of `today`.

    Attributes:
        checked_on: the date of the last check, or None when the guide was never checked.
        recheck_months: the number of months for which a check is valid.
        today: the date for which the freshness is computed.
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
        """The state in French, such as "Vérifié le 12 novembre 2026"."""
        if self.checked_on is None:
            return _("Pas encore vérifié")
        day = day_label(self.checked_on)
        if self.state is FreshnessState.DUE:
            return _("À revérifier : vérifié le %(day)s") % {"day": day}
        return _("Vérifié le %(day)s") % {"day": day}
