"""Builds iCalendar files of one event (RFC 5545). Uses neither requests nor the database."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Pas a pas//Seances//FR"  # As in the files of the first releases, whatever the event.
MAX_LINE_BYTES = 75  # Bytes, RFC 5545 section 3.1.
# RFC 5545, section 3.1, allows none of these characters. Line ends are escaped.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class CalendarEvent:
    """One event of a calendar.

    Attributes:
        uid: stays the same when the event changes, so that calendars update the event.
        sequence: increases with each change.
        title: the name of the event.
        description: plain text whose lines end with a line feed.
        day: the date of the event.
        starts_at: local start time; None for an all-day event.
        minutes: the duration, when there is a start time.
        zone: the time zone of `starts_at`.
        address: a page about the event, or empty.
    """

    uid: str
    sequence: int
    title: str
    description: str
    day: date
    starts_at: time | None
    minutes: int
    zone: ZoneInfo
    address: str = ""

    def as_text(self, now: datetime) -> str:
        """Return the content of the .ics file. `now` is its creation time."""
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            "BEGIN:VEVENT",
            f"UID:{self.uid}",
            f"SEQUENCE:{self.sequence}",
            f"DTSTAMP:{_utc(now)}",
            *self._times(),
            f"SUMMARY:{_text(self.title)}",
            f"DESCRIPTION:{_text(self.description)}",
            *([f"URL:{self.address}"] if self.address else []),
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        return "".join(_folded(line) for line in lines)

    def _times(self) -> list[str]:
        if self.starts_at is None:
            after = self.day + timedelta(days=1)
            return [f"DTSTART;VALUE=DATE:{self.day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
        # Add the minutes in UTC: local time jumps when the clocks change.
        start = datetime.combine(self.day, self.starts_at, self.zone).astimezone(UTC)
        return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(start + timedelta(minutes=max(self.minutes, 1)))}"]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    words = _CONTROL.sub("", words)
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, escaped)
    return words


def _folded(line: str) -> str:
    """Fold `line` into pieces of at most 75 bytes, between characters; later pieces begin with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > MAX_LINE_BYTES:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"
