"""The calendar event of a session."""

from datetime import date
from zoneinfo import ZoneInfo

from home.calendars import CalendarEvent
from lessons.planning.models import SessionPlan
from lessons.planning.session_presentation import Session


def session_event(
    plan: SessionPlan, session: Session, *, day: date, zone: ZoneInfo, address: str
) -> CalendarEvent:
    """Return the event of `plan` on `day`; an all-day event when the plan has no start time.

    `address` is the address of the shared session, or "".
    """
    titles = [f"{line.begins_at} {line.title}".strip() for line in session.present]
    return CalendarEvent(
        uid=f"{plan.edit_hash[:32]}@pas-a-pas",
        sequence=plan.version,
        title=str(plan),
        description="\n".join(titles),
        day=day,
        starts_at=plan.starts_at,
        minutes=session.total,
        zone=zone,
        address=address,
    )
