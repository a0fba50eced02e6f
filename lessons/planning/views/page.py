"""The page of one's own session, with its forms as they are or as they were typed."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lessons.planning.activities import Activity
from lessons.planning.contents import Session, ShownLine
from lessons.planning.cookie import own_token
from lessons.planning.forms import DetailsForm, LineForm
from lessons.planning.models import SessionPlan
from lessons.planning.views.answers import read_plan
from lessons.planning.views.notices import notice_of


@dataclass(frozen=True)
class EditedLine:
    """A line with the form that edits it."""

    shown: ShownLine
    form: LineForm
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Unsaved:
    """What was written and could not be saved.

    Attributes:
        details, lines: forms as they were typed, those of lines by the line's number.
        lost: notes of lines that someone else has removed meanwhile.
        conflict: whether it is because the session was changed elsewhere meanwhile.
    """

    details: DetailsForm | None = None
    lines: dict[int, LineForm] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    conflict: bool = False


def session_page(
    request: HttpRequest, plan: SessionPlan, unsaved: Unsaved | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of `plan`, with what could not be saved still in its fields."""
    session = read_plan(request, plan)
    unsaved = unsaved or Unsaved()
    context = {
        "plan": plan,
        "session": session,
        "lines": edited_lines(session, unsaved.lines),
        "details": unsaved.details or DetailsForm(instance=plan),
        "details_open": unsaved.details is not None or not session.lines,
        "unsaved": unsaved,
        "refused": not unsaved.conflict and any(form.errors for form in unsaved.lines.values()),
        "activities": list(Activity),
        "notice": notice_of(request),
        "edit_address": request.build_absolute_uri(reverse("open_session", args=[own_token(request)])),
    }
    return render(request, "lessons/planning/session.html", context, status=status)


def edited_lines(session: Session, typed: dict[int, LineForm]) -> list[EditedLine]:
    last = len(session.lines) - 1
    return [
        EditedLine(line, typed.get(line.row.pk) or _form(line), place == 0, place == last)
        for place, line in enumerate(session.lines)
    ]


def _form(line: ShownLine) -> LineForm:
    chosen = next((form.value for form in line.forms if form.selected), "")
    values: dict[str, Any] = {"minutes": line.row.minutes, "note": line.row.note, "form": chosen}
    return LineForm(initial=values, prefix=str(line.row.pk))
