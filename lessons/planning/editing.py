"""Changes to a session plan, each in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.word_keys.keys import draw_key
from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.keys import hash_of, new_token
from lessons.planning.merging import merge_order
from lessons.planning.models import MAX_LINES, PlannedLine, SessionLine, SessionPlan

PlanChange = Callable[[SessionPlan], bool | None]  # Returns False when there was nothing to change.


class Outcome(Enum):
    DONE = "done"
    ALREADY_DONE = "already"  # The same request was sent twice, by a double click.
    GONE = "gone"


class SessionFullError(Exception):
    """No line can be added: a session plan holds at most 40."""


def create_plan() -> tuple[SessionPlan, str]:
    """Create an empty session plan. Return it with its secret, of which only a hash is stored."""
    token = new_token()
    return SessionPlan.objects.create(edit_hash=hash_of(token)), token


def request_fingerprint(path: str, fields: Iterable[tuple[str, list[str]]]) -> str:
    """Return a hash that is equal for identical requests, to recognise a double click."""
    return hashlib.sha256(repr((path, sorted(fields))).encode()).hexdigest()


def apply(plan: SessionPlan, change: PlanChange, *, request: str = "") -> Outcome:
    """Apply `change` to `plan`, unless the last change was made by the same `request`.

    Either way, `plan` is refreshed from the database.
    """
    with transaction.atomic():
        locked = SessionPlan.objects.select_for_update().filter(pk=plan.pk).first()
        if locked is None:
            return Outcome.GONE
        is_repeated = bool(request) and request == locked.last_request
        if not is_repeated and change(locked) is not False:
            locked.version += 1
            locked.last_request = request or locked.last_request
            locked.last_used_on = timezone.localdate()
            locked.save()
    plan.refresh_from_db()
    return Outcome.ALREADY_DONE if is_repeated else Outcome.DONE


def add_guide(plan: SessionPlan, guide: GuidePage, *, before: int | None = None) -> bool:
    """Add `guide` at the end, or before the line with key `before`. Return False if the plan has it already.

    Raises SessionFullError when the plan has no room.
    """
    if plan.lines.filter(guide=guide).exists():
        return False
    _insert(plan, SessionLine(**_as_seen(guide)), before)
    return True


def add_activity(plan: SessionPlan, activity: Activity, *, before: int | None = None) -> None:
    """Add `activity` before the line with key `before`, or at the end; the welcome goes first by default.

    Raises SessionFullError when the plan has no room.
    """
    first = plan.lines.first()
    if activity is Activity.WELCOME and before is None and first is not None:
        before = first.pk
    _insert(plan, SessionLine(activity=activity), before)


def add_copies(plan: SessionPlan, lines: Iterable[PlannedLine], readable: dict[int, GuidePage]) -> int:
    """Add copies of the `lines` that the plan does not have yet, and return how many were added.

    Repeated activities, such as breaks, are counted. Guides are copied only if they are in `readable`. The
    notes of another helper are private and not copied; the notes of a model session are. Raises
    SessionFullError when the plan has no room.
    """
    present: Counter[tuple[int | None, str]] = Counter(plan.lines.values_list("guide_id", "activity"))
    added = 0
    for line in lines:
        guide = readable.get(line.guide_id or 0)
        if guide is None and not line.activity:
            continue
        present[line.guide_id, line.activity] -= 1
        if present[line.guide_id, line.activity] >= 0:
            continue
        note = "" if isinstance(line, SessionLine) else line.note
        seen = _as_seen(guide) if guide else {"activity": line.activity}
        _insert(plan, SessionLine(minutes=line.minutes, left_out=line.left_out, note=note, **seen), None)
        added += 1
    return added


def move(plan: SessionPlan, line: SessionLine, to: int) -> None:
    """Move `line` to position `to`, counted from 0; a position out of range means the nearest end."""
    others = [one for one in plan.lines.all() if one.pk != line.pk]
    others.insert(max(0, min(to, len(others))), line)
    _number(others)


def move_as_shown(plan: SessionPlan, line: SessionLine, shown: list[int], to: int) -> None:
    """Move `line` to position `to` of the lines that the page had `shown`, given by primary key."""
    mine = [pk for pk in shown if pk != line.pk]
    mine.insert(max(0, min(to, len(mine))), line.pk)
    lines = {one.pk: one for one in plan.lines.all()}
    _number(lines[pk] for pk in merge_order(lines, mine, line.pk))


def remove(plan: SessionPlan, line: SessionLine, title: str) -> None:
    """Remove `line`, displayed as `title`, from the session plan; `undo` restores it."""
    plan.undo = {"kind": "remove", "title": title, "lines": [line.values()]}
    line.delete()
    _number(plan.lines.all())


def replace_guide(line: SessionLine, guide: GuidePage) -> None:
    """Replace the guide of `line` by `guide` at its full length; the note is kept."""
    for name, value in _as_seen(guide).items():
        setattr(line, name, value)
    line.minutes, line.left_out = None, []
    line.save()


def mark_as_seen(line: SessionLine, guide: GuidePage) -> None:
    """Record that the helper has been told that the guide was changed or renamed."""
    for name, value in _as_seen(guide).items():
        setattr(line, name, value)
    line.save()


def leave_out_steps(plan: SessionPlan, left_out: dict[int, list[str]]) -> None:
    """Leave out these steps, given by primary key of line; `undo` restores the previous choice."""
    lines = [line for line in plan.lines.all() if line.pk in left_out]
    plan.undo = {"kind": "cut", "left_out": {str(line.pk): line.left_out for line in lines}}
    for line in lines:
        line.left_out = left_out[line.pk]
    SessionLine.objects.bulk_update(lines, ["left_out"])


def undo(plan: SessionPlan) -> None:
    """Undo the last removal or shortening; later changes to other lines are kept."""
    for values in plan.undo.get("lines", []):
        _put_back(plan, dict(values))
    for pk, left_out in plan.undo.get("left_out", {}).items():
        plan.lines.filter(pk=pk).update(left_out=left_out)
    plan.undo = {}


def share(plan: SessionPlan) -> None:
    """Give the session plan a share key of four words if it has none; redraw a key that is taken."""
    while (
        not plan.share_key
        or SessionPlan.objects.filter(share_key=plan.share_key).exclude(pk=plan.pk).exists()
    ):
        plan.share_key = draw_key()


def _put_back(plan: SessionPlan, values: dict[str, Any]) -> None:
    if values["guide_id"] and not GuidePage.objects.filter(pk=values["guide_id"]).exists():
        values["guide_id"] = None
    if plan.lines.count() >= MAX_LINES:
        raise SessionFullError
    place = values.pop("position")
    line = SessionLine.objects.create(plan=plan, position=place, **values)
    move(plan, line, place)


def _insert(plan: SessionPlan, line: SessionLine, before: int | None) -> None:
    lines = list(plan.lines.all())
    if len(lines) >= MAX_LINES:
        raise SessionFullError
    place = next((index for index, other in enumerate(lines) if other.pk == before), len(lines))
    line.plan, line.position = plan, place
    line.save()
    _number([*lines[:place], line, *lines[place:]])


def _number(lines: Iterable[SessionLine]) -> None:
    moved = []
    for position, line in enumerate(lines):
        if line.position != position:
            line.position = position
            moved.append(line)
    SessionLine.objects.bulk_update(moved, ["position"])


def _as_seen(guide: GuidePage) -> dict[str, Any]:
    """Return what a line stores of the guide, to detect later that it was renamed or changed."""
    return {"guide": guide, "guide_title": guide.title, "guide_seen_at": guide.last_published_at}
