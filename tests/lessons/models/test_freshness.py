"""Freshness is computed from the day of the check."""

from datetime import date

import pytest

from lessons.models.freshness import Freshness, FreshnessState

CHECKED = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 5, 12), FreshnessState.FRESH),
        (date(2026, 11, 11), FreshnessState.FRESH),
        (date(2026, 11, 12), FreshnessState.DUE),
        (date(2030, 1, 1), FreshnessState.DUE),
    ],
)
def test_a_check_holds_for_its_months(today: date, state: FreshnessState) -> None:
    assert Freshness(CHECKED, 6, today).state is state


def test_a_guide_never_checked_says_so() -> None:
    freshness = Freshness(None, 6, CHECKED)
    assert freshness.state is FreshnessState.UNCHECKED
    assert freshness.label == "Pas encore vérifié"


def test_the_label_writes_the_day_as_french_readers_do() -> None:
    assert (
        Freshness(date(2026, 11, 1), 6, date(2026, 11, 2)).label
        == "Vérifié le 1er\N{NO-BREAK SPACE}novembre 2026"
    )


def test_a_late_guide_asks_to_be_checked_again() -> None:
    assert Freshness(CHECKED, 6, date(2027, 1, 1)).label.startswith("À revérifier")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 1, 31), 13, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 1), 6, date(2026, 12, 1)),
    ],
)
def test_months_are_added_as_calendars_do(day: date, months: int, later: date) -> None:
    assert Freshness(day, months, today=day).due_on == later
