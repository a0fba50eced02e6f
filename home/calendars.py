"""Events for calendars: files of one event, RFC 5545. Pure: knows no request and no database."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MEDIA_TYPE = "text/calendar; charset=utf-8"
MAX_LINE_BYTES = 75  # Bytes, RFC 5545 section 3.1.
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f]"
)  # Section 3.1 knows none of them; an end of line is escaped.


@dataclass(frozen=True)
class CalendarEvent:
    """
    Attributes:
        uid: stays the same when the event changes, so that calendars replace it.
        sequence: grows with each change.
        title: its name.
        description: what is said of it; lines end with a line feed.
        day: when it is.
        starts_at: at which hour of the clock; None for all day long.
        minutes: how long it lasts, when it has an hour.
        zone: of `starts_at`.
        address: a page about it, or empty.
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
        """The file, made at `now`."""
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Pas a pas//Seances//FR",
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
        # Minutes are added in UTC: those of a place's own hours jump when the clocks change.
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
    """`line` in pieces of at most 75 bytes, never cut inside a letter; each piece after the first begins with a blank."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > MAX_LINE_BYTES:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"
