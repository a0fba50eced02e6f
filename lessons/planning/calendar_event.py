"""The session for a calendar: one event, RFC 5545. Pure: knows no request."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lessons.planning.models import SessionPlan
from lessons.planning.session_presentation import Session

MAX_LINE_BYTES = 75  # Bytes, RFC 5545 section 3.1.
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f]"
)  # Section 3.1 knows none of them; an end of line is escaped.
MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_event(
    plan: SessionPlan, session: Session, *, zone: ZoneInfo, address: str, now: datetime
) -> str:
    """The event of a session that has a date; all day long when it has no hour.

    `address` is that of the shared session, or empty. The number of the event stays the same when the session
    changes, so that calendars replace it.
    """
    titles = [f"{line.begins_at} {line.title}".strip() for line in session.present]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pas a pas//Seances//FR",
        "BEGIN:VEVENT",
        f"UID:{plan.edit_hash[:32]}@pas-a-pas",
        f"SEQUENCE:{plan.version}",
        f"DTSTAMP:{_utc(now)}",
        *_times(plan, session, zone),
        f"SUMMARY:{_text(str(plan))}",
        f"DESCRIPTION:{_text(chr(10).join(titles))}",
        *([f"URL:{address}"] if address else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines)


def _times(plan: SessionPlan, session: Session, zone: ZoneInfo) -> list[str]:
    assert plan.day is not None  # noqa: S101  See `calendar_event`.
    if plan.starts_at is None:
        after = plan.day + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{plan.day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    # Minutes are added in UTC: those of a place's own hours jump when the clocks change.
    start = datetime.combine(plan.day, plan.starts_at, zone).astimezone(UTC)
    return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(start + timedelta(minutes=max(session.total, 1)))}"]


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
