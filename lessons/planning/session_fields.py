"""Reads and stores the form fields of the session page, as text by field name.

A field of a line is named like "12-note"; other fields have the name of their column. Knows no request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lessons.planning.forms import DetailsForm, LineForm
from lessons.planning.models import Equipment, SessionPlan
from lessons.planning.session_presentation import Session, ShownLine

LINE_FIELDS = ("minutes", "note", "form")
Fields = dict[str, str]


def stored_fields(plan: SessionPlan, session: Session) -> Fields:
    """Return the stored value of each field."""
    fields = {
        "title": plan.title,
        "day": plan.day.isoformat() if plan.day else "",
        "starts_at": f"{plan.starts_at:%H:%M}" if plan.starts_at else "",
        "available": _number(plan.available),
        "participants": _number(plan.participants),
        "level": _number(plan.level_id),
        "equipment": joined(plan.equipment),
    }
    for line in session.lines:
        fields[f"{line.row.pk}-minutes"] = _number(line.row.minutes)
        fields[f"{line.row.pk}-note"] = line.row.note
        fields[f"{line.row.pk}-form"] = next((form.value for form in line.forms if form.selected), "")
    return fields


def joined(equipment: Iterable[str]) -> str:
    """Join the ticked boxes in the order of the page. Unknown values stay, for validation to refuse them."""
    ticked = set(equipment)
    known = [item.value for item in Equipment if item.value in ticked]
    return ",".join([*known, *sorted(ticked.difference(known))])


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class WriteResult:
    """`refused` maps each field that was not stored to its French error messages; `count` were stored."""

    refused: dict[str, list[str]]
    count: int


def write_fields(
    plan: SessionPlan, session: Session, stored: Mapping[str, str], changes: Fields
) -> WriteResult:
    """Store `changes` field by field: an invalid field does not block the others. `plan` is not saved.

    `stored` is the result of `stored_fields` for the same plan.
    """
    refused = _write_details(plan, stored, changes)
    for line in session.lines:
        refused |= _write_line(line, stored, changes)
    return WriteResult(refused, sum(name not in refused for name in changes))


def _write_details(plan: SessionPlan, stored: Mapping[str, str], changes: Fields) -> dict[str, list[str]]:
    names = [name for name in DetailsForm.Meta.fields if name in changes]
    if not names:
        return {}
    # A separate instance: a form sets the valid fields on its instance even when other fields are refused.
    form = DetailsForm(details_data({**stored, **changes}), instance=SessionPlan(available=plan.available))
    refused = {name: list(map(str, form.errors[name])) for name in names if name in form.errors}
    for name in names:
        if name not in refused:
            setattr(plan, name, form.cleaned_data[name])
    return refused


def details_data(fields: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Convert `fields` to the data that DetailsForm expects."""
    data: dict[str, str | list[str]] = {name: fields[name] for name in DetailsForm.Meta.fields}
    data["equipment"] = [one for one in fields["equipment"].split(",") if one]
    return data


def _write_line(line: ShownLine, stored: Mapping[str, str], changes: Fields) -> dict[str, list[str]]:
    row = line.row
    names = {field: f"{row.pk}-{field}" for field in LINE_FIELDS if f"{row.pk}-{field}" in changes}
    if not names:
        return {}
    form = LineForm({**stored, **changes}, prefix=str(row.pk))
    refused = {
        name: list(map(str, form.errors[field])) for field, name in names.items() if field in form.errors
    }
    for field, name in names.items():
        if name in refused:
            continue
        if field == "form":
            row.left_out = form.left_out(line.forms, row.left_out)
        else:
            setattr(row, field, form.cleaned_data[field])
    row.save()
    return refused
