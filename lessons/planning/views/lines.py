"""Changes of the lines of one's own session: minutes, forms, notes, order, guides. One form holds all lines."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from lessons.models import GuidePage
from lessons.planning import editing
from lessons.planning.contents import Session, ShownLine
from lessons.planning.cookie import own_plan
from lessons.planning.editing import Outcome, SessionIsFull
from lessons.planning.forms import LineForm
from lessons.planning.models import SessionLine, SessionPlan
from lessons.planning.origin import session_form
from lessons.planning.views.answers import private_page, read_plan, readable_guides, to_session
from lessons.planning.views.changes import apply_change, integer
from lessons.planning.views.page import Unsaved, session_page


@dataclass(frozen=True)
class Action:
    """What the button that was pressed asks for, such as "remplacer-12-345": a line, and a guide or a place."""

    name: str
    line: int
    argument: int
    guide: GuidePage | None

    @property
    def anchor(self) -> str:
        return "deroule" if self.name in {"", "retirer"} else f"ligne-{self.line}"


@private_page
@session_form
def change_lines(request: HttpRequest) -> HttpResponse:
    """Save all that is typed in the lines, then do what the button says."""
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    session = read_plan(request, plan)
    typed = _typed(request, session)
    if not all([form.is_valid() for form in typed.values()]):  # noqa: C419  Every line must show its own fault.
        return session_page(request, plan, Unsaved(lines=typed), status=422)
    action = _action(request)
    try:
        outcome = apply_change(request, plan, lambda locked: _change(locked, session, typed, action))
    except SessionIsFull:
        return to_session("pleine")
    if outcome is Outcome.CONFLICT:
        lost = _lost_notes(request, plan)
        return session_page(request, plan, Unsaved(lines=typed, lost=lost, conflict=True), status=409)
    if outcome is Outcome.GONE:
        return to_session("partie")
    return to_session("retiree" if action.name == "retirer" else "", anchor=action.anchor)


def _typed(request: HttpRequest, session: Session) -> dict[int, LineForm]:
    """The form of each line that the page held. A line someone added meanwhile is not among them."""
    held = [line.row.pk for line in session.lines if f"{line.row.pk}-note" in request.POST]
    return {pk: LineForm(request.POST, prefix=str(pk)) for pk in held}


def _action(request: HttpRequest) -> Action:
    name, _dash, rest = request.POST.get("action", "").partition("-")
    line, _dash, argument = rest.partition("-")
    guide = None
    if name in {"remplacer", "avant"}:
        guide = readable_guides(request).filter(id=integer(argument)).first()
    return Action(name, integer(line), integer(argument), guide)


def _change(plan: SessionPlan, session: Session, typed: dict[int, LineForm], action: Action) -> None:
    shown = {line.row.pk: line for line in session.lines}
    rows = {row.pk: row for row in plan.lines.all()}
    for pk, form in typed.items():
        if pk in rows:
            _save(rows[pk], shown[pk], form)
    row = rows.get(action.line)
    if row is not None and action.name in _ACTIONS:
        _ACTIONS[action.name](plan, row, shown[action.line], action)


def _save(row: SessionLine, shown: ShownLine, form: LineForm) -> None:
    minutes, note = form.cleaned_data["minutes"], form.cleaned_data["note"]
    left_out = form.left_out(shown.forms, row.left_out)
    if (row.minutes, row.note, row.left_out) == (minutes, note, left_out):
        return
    row.minutes, row.note, row.left_out = minutes, note, left_out
    row.save()


def _move_up(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    editing.move(plan, row, row.position - 1)


def _move_down(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    editing.move(plan, row, row.position + 1)


def _move_to(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    editing.move(plan, row, action.argument)


def _remove(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    editing.remove(plan, row, shown.title)


def _replace(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    if action.guide is not None and not plan.lines.filter(guide=action.guide).exists():
        editing.replace_guide(row, action.guide)


def _add_before(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    """Bring the guide before the line, whether it is in the session already or not."""
    if action.guide is None:
        return
    present = plan.lines.filter(guide=action.guide).first()
    if present is None:
        editing.add_guide(plan, action.guide, before=row.pk)
    else:
        editing.move(plan, present, row.position)


def _mark_as_seen(plan: SessionPlan, row: SessionLine, shown: ShownLine, action: Action) -> None:
    if shown.guide is not None:
        editing.mark_as_seen(row, shown.guide)


_ACTIONS: dict[str, Callable[[SessionPlan, SessionLine, ShownLine, Action], None]] = {
    "monter": _move_up,
    "descendre": _move_down,
    "deplacer": _move_to,
    "retirer": _remove,
    "remplacer": _replace,
    "avant": _add_before,
    "vu": _mark_as_seen,
}


def _lost_notes(request: HttpRequest, plan: SessionPlan) -> list[str]:
    """Notes typed in lines that are no longer there."""
    there = {f"{pk}-note" for pk in plan.lines.values_list("pk", flat=True)}
    notes = [value for name, value in request.POST.items() if name.endswith("-note") and name not in there]
    return [str(note) for note in notes if note]
