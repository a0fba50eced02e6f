"""Renders the visitor's session page, with stored values or with typed values that could not be saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from home.text.humanize import day_label
from lessons.planning.activities import Activity
from lessons.planning.cookie import own_token
from lessons.planning.forms import DetailsForm
from lessons.planning.models import SessionPlan
from lessons.planning.session_fields import LINE_FIELDS, Fields, details_data, stored_fields
from lessons.planning.session_presentation import Session, ShownLine
from lessons.planning.views.notices import notice_of
from lessons.planning.views.posted_form import TEXTS, written_state
from lessons.planning.views.responses import read_plan


@dataclass(frozen=True)
class Unsaved:
    """The typed values that could not be saved. Its truth value is False when there are none.

    Attributes:
        typed: values to show instead of the stored values.
        base: the values that conflicting fields showed at first.
        conflicts: fields that another person has changed differently.
        refused: the error messages of invalid fields.
        lost: notes of lines that another person has removed.
        is_late: whether the action was not run because the session plan had changed since it was shown.
    """

    typed: Fields = field(default_factory=dict)
    base: Fields = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    refused: Mapping[str, list[str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    is_late: bool = False

    def __bool__(self) -> bool:
        return bool(self.typed or self.lost or self.is_late)


@dataclass(frozen=True)
class ShownField:
    """A form field of the page; in a conflict, `other` is the value that another person has stored."""

    name: str
    value: str
    errors: list[str]
    in_conflict: bool
    other: str
    is_text: bool


@dataclass(frozen=True)
class EditedLine:
    """A line with its form fields."""

    shown: ShownLine
    minutes: ShownField
    note: ShownField
    form: ShownField
    is_first: bool
    is_last: bool


def session_page(
    request: HttpRequest, plan: SessionPlan, unsaved: Unsaved | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the page of `plan`; fields with unsaved values keep those values."""
    session, unsaved = read_plan(request, plan), unsaved or Unsaved()
    stored = stored_fields(plan, session)
    base = {name: value for name, value in stored.items() if name not in unsaved.conflicts} | unsaved.base
    fields = {name: _shown(name, plan, session, stored, unsaved) for name in stored}
    details = [fields[name] for name in DetailsForm.Meta.fields]
    context = {
        "plan": plan,
        "session": session,
        "lines": edited_lines(session, fields),
        "order": ",".join(str(line.row.pk) for line in session.lines),
        "state": written_state(base, {name: stored[name] for name in unsaved.conflicts}),
        "details": list(zip(_details_form(plan, stored, unsaved), details, strict=True)),
        "details_open": not session.lines or any(one.errors or one.in_conflict for one in details),
        "unsaved": unsaved,
        "activities": list(Activity),
        "notice": notice_of(request),
        "edit_address": request.build_absolute_uri(reverse("open_session", args=[own_token(request)])),
    }
    return render(request, "lessons/planning/session.html", context, status=status)


def edited_lines(session: Session, fields: Mapping[str, ShownField]) -> list[EditedLine]:
    last = len(session.lines) - 1
    return [
        EditedLine(
            line,
            **{name: fields[f"{line.row.pk}-{name}"] for name in LINE_FIELDS},
            is_first=place == 0,
            is_last=place == last,
        )
        for place, line in enumerate(session.lines)
    ]


def _shown(
    name: str, plan: SessionPlan, session: Session, stored: Mapping[str, str], unsaved: Unsaved
) -> ShownField:
    in_conflict = name in unsaved.conflicts
    return ShownField(
        name=name,
        value=unsaved.typed.get(name, stored[name]),
        errors=unsaved.refused.get(name, []),
        in_conflict=in_conflict,
        other=_in_words(name, plan, session, stored[name]) if in_conflict else "",
        is_text=name.rpartition("-")[2] in TEXTS,
    )


def _in_words(name: str, plan: SessionPlan, session: Session, value: str) -> str:
    """Return a stored value as the page displays it, so that the helper can choose between two values."""
    pk, _dash, column = name.rpartition("-")
    if column == "form":
        labels = {
            one.value: one.label for line in session.lines if str(line.row.pk) == pk for one in line.forms
        }
        return labels.get(value, value)
    if column == "level":
        return str(plan.level or _("Je ne sais pas"))
    if column == "equipment":
        return ", ".join(plan.equipment_names)
    if column == "day" and plan.day:
        return day_label(plan.day)
    return value


def _details_form(plan: SessionPlan, stored: Fields, unsaved: Unsaved) -> DetailsForm:
    form = DetailsForm(instance=plan, initial=details_data({**stored, **unsaved.typed}))
    for name in set(form.fields).intersection({*unsaved.refused, *unsaved.conflicts}):
        described = {"aria-invalid": "true", "aria-describedby": f"messages-{name}"}
        form.fields[name].widget.attrs.update(described)
    for bound in form.fields.values():
        bound.widget.attrs["form"] = "seance"
    return form
