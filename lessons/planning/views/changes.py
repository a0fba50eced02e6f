"""How a posted form becomes a change of a session."""

from django.http import HttpRequest

from lessons.planning import editing
from lessons.planning.editing import Change, Outcome
from lessons.planning.models import SessionPlan

_NO_VERSION = -1


def apply_change(
    request: HttpRequest, plan: SessionPlan, change: Change, *, needs_version: bool = True
) -> Outcome:
    """Make `change` unless the session has moved on since the form was shown, or this very post came before."""
    version = integer(request.POST.get("version", "")) or _NO_VERSION
    same = editing.fingerprint(request.path, request.POST.lists())
    return editing.apply(plan, change, version=version if needs_version else None, request=same)


def integer(text: str) -> int:
    """A number that a database can hold, or 0, which no row has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
