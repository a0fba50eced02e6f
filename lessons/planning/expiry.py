"""Sessions end: what nobody opens any more is deleted."""

from lessons.planning.models import SessionPlan


def forget_sessions() -> str:
    """Delete the sessions that nobody has opened for thirteen months; say in French how many there were."""
    forgotten = SessionPlan.objects.forgotten()
    count = forgotten.count()
    forgotten.delete()
    return f"{count} séance(s) effacée(s)."
