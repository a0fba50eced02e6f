"""Calendars can read our events; here `icalendar` reads them in their place."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from home.calendars import CalendarEvent

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def event(**values: object) -> CalendarEvent:
    usual = {
        "uid": "seance@pas-a-pas",
        "sequence": 3,
        "title": "Atelier du mardi",
        "description": "9 h 00 Ouvrir le site",
        "day": date(2026, 3, 28),
        "starts_at": time(14, 30),
        "minutes": 90,
        "zone": PARIS,
    }
    return CalendarEvent(**{**usual, **values})  # type: ignore[arg-type]  Values of the test.


def read(written: CalendarEvent) -> Calendar:
    return Calendar.from_ical(written.as_text(NOW)).walk("VEVENT")[0]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_title_is_read_back(words: str) -> None:
    assert str(read(event(title=words))["SUMMARY"]) == words


def test_an_event_with_an_hour_is_at_that_moment_for_ninety_minutes() -> None:
    found = read(event())
    assert found.decoded("DTSTART") == datetime(2026, 3, 28, 13, 30, tzinfo=UTC)
    assert (found.decoded("DTEND") - found.decoded("DTSTART")).total_seconds() == 90 * 60
    assert (found["UID"], found["SEQUENCE"]) == ("seance@pas-a-pas", 3)


def test_the_clocks_that_change_do_not_make_it_longer() -> None:
    night = read(event(day=date(2026, 3, 29), starts_at=time(1, 30)))
    assert (night.decoded("DTEND") - night.decoded("DTSTART")).total_seconds() == 90 * 60


def test_an_event_without_an_hour_lasts_the_day() -> None:
    found = read(event(starts_at=None))
    assert found.decoded("DTSTART") == date(2026, 3, 28)
    assert found.decoded("DTEND") == date(2026, 3, 29)
