"""Deletion of session plans that nobody opens any more."""

from lessons.planning.models import SessionPlan


def forget_sessions() -> str:
    """Delete the plans that nobody has opened for thirteen months; return their number in French."""
    forgotten = SessionPlan.objects.forgotten()
    count = forgotten.count()
    forgotten.delete()
    return f"{count} séance(s) effacée(s)."
