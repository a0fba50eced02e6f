"""How a post of the session's page becomes a change: what was typed is saved first, whichever button was pressed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from lessons.planning import editing
from lessons.planning.editing import Outcome, SessionIsFull
from lessons.planning.fields import Fields, stored_fields, write_fields
from lessons.planning.merging import Merge, merge
from lessons.planning.models import SessionPlan
from lessons.planning.views.answers import read_plan, to_session
from lessons.planning.views.notices import gone
from lessons.planning.views.page import Unsaved, session_page
from lessons.planning.views.typed import Typed, read_typed

SESSION_COLUMNS = ("minutes", "note")


@dataclass(frozen=True)
class Situation:
    """The session under its lock, once what was typed is saved, and what the page of the post had shown of it."""

    plan: SessionPlan
    typed: Typed
    stored: Fields
    base: Fields

    @property
    def is_of_this_version(self) -> bool:
        return self.typed.version == self.plan.version

    def is_line_as_shown(self, pk: int) -> bool:
        """Whether nobody else has written in the line since the page was made."""
        names = [f"{pk}-{column}" for column in SESSION_COLUMNS]
        return all(self.stored.get(name) == self.base.get(name) for name in names)


Act = Callable[[Situation], bool]  # False when it was not done, for the page had shown something else.


@dataclass(frozen=True)
class Result:
    """What came of a post."""

    outcome: Outcome
    unsaved: Unsaved = field(default_factory=Unsaved)
    is_full: bool = False


def save(request: HttpRequest, plan: SessionPlan, act: Act | None = None) -> Result:
    """Save what was typed, then `act`, unless the helper must choose or correct something first."""
    typed = read_typed(request.POST)
    same = editing.fingerprint(request.path, request.POST.lists())
    results: list[Result] = []

    def change(locked: SessionPlan) -> bool:
        session = read_plan(request, locked, advice=False)
        stored = stored_fields(locked, session)
        base = typed.base_for(locked, stored)
        merged = merge(base, stored, typed.fields)
        written = write_fields(locked, session, stored, merged.changes)
        result = Result(Outcome.DONE, _unsaved(typed, base, merged, written.refused))
        if act is not None and not result.unsaved and same != locked.last_request:
            result = _act(act, Situation(locked, typed, stored, base))
            locked.last_request = same
        results.append(result)
        return bool(written.count or (act and not result.unsaved))

    outcome = editing.apply(plan, change)
    return Result(outcome) if outcome is Outcome.GONE else results[0]


def _act(act: Act, situation: Situation) -> Result:
    try:
        return Result(Outcome.DONE, Unsaved(is_late=not act(situation)))
    except SessionIsFull:
        return Result(Outcome.DONE, is_full=True)


def _unsaved(typed: Typed, base: Fields, merged: Merge, refused: dict[str, list[str]]) -> Unsaved:
    return Unsaved(
        typed={**merged.conflicts, **{name: merged.changes[name] for name in refused}},
        base={name: base[name] for name in merged.conflicts if name in base},
        conflicts=frozenset(merged.conflicts),
        refused=refused,
        lost=[*typed.lost, *(text for name, text in merged.lost.items() if name.endswith("-note"))],
    )


def answer(request: HttpRequest, plan: SessionPlan, result: Result, done: HttpResponse) -> HttpResponse:
    """`done` when all went well; else the page with what is to be chosen or corrected, or a notice."""
    if result.outcome is Outcome.GONE:
        return gone(request)
    if result.unsaved:
        status = 422 if result.unsaved.refused else 409
        return session_page(request, plan, result.unsaved, status=status)
    return to_session("pleine") if result.is_full else done
