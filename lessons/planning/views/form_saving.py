"""Handles a POST of the session page: saves the typed fields first, whichever button was pressed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from lessons.planning import editing
from lessons.planning.editing import Outcome, SessionFullError
from lessons.planning.merging import Merge, merge
from lessons.planning.models import SessionPlan
from lessons.planning.session_fields import Fields, stored_fields, write_fields
from lessons.planning.views.notices import session_gone_response
from lessons.planning.views.posted_form import PostedForm, read_posted_form
from lessons.planning.views.responses import read_plan, to_session
from lessons.planning.views.session_page import Unsaved, session_page

SESSION_COLUMNS = ("minutes", "note")


@dataclass(frozen=True)
class LockedSession:
    """A locked session plan whose typed fields are saved, with the values that the posted page had shown."""

    plan: SessionPlan
    typed: PostedForm
    stored: Fields
    base: Fields

    @property
    def is_of_this_version(self) -> bool:
        return self.typed.version == self.plan.version

    def is_line_as_shown(self, pk: int) -> bool:
        """Return whether nobody else has changed the line since the page was rendered."""
        names = [f"{pk}-{column}" for column in SESSION_COLUMNS]
        return all(self.stored.get(name) == self.base.get(name) for name in names)


# Returns False when the action was not run, because the page had shown an older state.
SessionAction = Callable[[LockedSession], bool]


@dataclass(frozen=True)
class SaveResult:
    """The result of a POST."""

    outcome: Outcome
    unsaved: Unsaved = field(default_factory=Unsaved)
    is_full: bool = False


def save(request: HttpRequest, plan: SessionPlan, act: SessionAction | None = None) -> SaveResult:
    """Save the typed fields, then run `act`, unless the helper must first resolve a conflict or an error."""
    typed = read_posted_form(request.POST)
    same = editing.request_fingerprint(request.path, request.POST.lists())
    results: list[SaveResult] = []

    def change(locked: SessionPlan) -> bool:
        session = read_plan(request, locked, advice=False)
        stored = stored_fields(locked, session)
        base = typed.base_for(locked, stored)
        merged = merge(base, stored, typed.fields)
        written = write_fields(locked, session, stored, merged.changes)
        result = SaveResult(Outcome.DONE, _unsaved(typed, base, merged, written.refused))
        if act is not None and not result.unsaved and same != locked.last_request:
            result = _act(act, LockedSession(locked, typed, stored, base))
            locked.last_request = same
        results.append(result)
        return bool(written.count or (act and not result.unsaved))

    outcome = editing.apply(plan, change)
    return SaveResult(outcome) if outcome is Outcome.GONE else results[0]


def _act(act: SessionAction, situation: LockedSession) -> SaveResult:
    try:
        return SaveResult(Outcome.DONE, Unsaved(is_late=not act(situation)))
    except SessionFullError:
        return SaveResult(Outcome.DONE, is_full=True)


def _unsaved(typed: PostedForm, base: Fields, merged: Merge, refused: dict[str, list[str]]) -> Unsaved:
    return Unsaved(
        typed={**merged.conflicts, **{name: merged.changes[name] for name in refused}},
        base={name: base[name] for name in merged.conflicts if name in base},
        conflicts=frozenset(merged.conflicts),
        refused=refused,
        lost=[*typed.lost, *(text for name, text in merged.lost.items() if name.endswith("-note"))],
    )


def save_response(
    request: HttpRequest, plan: SessionPlan, result: SaveResult, done: HttpResponse
) -> HttpResponse:
    """Return `done` on success; else the page with the conflicts and errors to resolve, or a notice."""
    if result.outcome is Outcome.GONE:
        return session_gone_response(request)
    if result.unsaved:
        status = 422 if result.unsaved.refused else 409
        return session_page(request, plan, result.unsaved, status=status)
    return to_session("pleine") if result.is_full else done
