"""Converts lines of a session plan for `timing`: minutes and steps of the guides as published now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.text.humanize import minutes_label
from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.models import PlannedLine
from lessons.step_kinds import StepKind
from lessons.timing import MIDDLE, SHORT, TimedLine, TimedStep, shorten


@dataclass(frozen=True)
class StepChoice:
    """A length at which a guide can be taught: complete, 1 h 30, 1 h, or its essential steps only."""

    value: str
    label: str
    left_out: frozenset[str]
    selected: bool


def timed_guide(line: PlannedLine, guide: GuidePage) -> TimedLine:
    steps = tuple(timed_steps(guide))
    return TimedLine(
        key=str(line.pk),
        steps=steps,
        chosen=line.minutes,
        beside=guide.duration - sum(step.minutes for step in steps),
        left_out=frozenset(line.left_out),
    )


def timed_activity(line: PlannedLine, activity: Activity) -> TimedLine:
    return TimedLine(
        key=str(line.pk),
        chosen=line.minutes,
        beside=activity.minutes,
        is_break=activity is Activity.BREAK,
    )


def timed_steps(guide: GuidePage) -> Iterable[TimedStep]:
    """Yield the steps of `guide` from its raw data: reading them as blocks would query every image."""
    for place, step in enumerate(guide.steps.raw_data):
        value = step["value"]
        yield TimedStep(
            key=str(step.get("id") or place),
            minutes=value.get("minutes") or 0,
            kind=StepKind(value.get("kind") or StepKind.PRACTICE),
            essential=bool(value.get("essential", True)),
        )


def forms_of(line: TimedLine) -> list[StepChoice]:
    """Return the lengths that `line` can have, the longest first, except those that change nothing."""
    whole = line.whole()
    choices = [("complet", _("Complet"), whole)]
    for value, label, minutes in (
        ("90", _("1 h 30"), MIDDLE),
        ("60", _("1 h"), SHORT),
        ("court", _("Court"), 0),
    ):
        cut = shorten(line, minutes)
        if cut.left_out != choices[-1][2].left_out and (not minutes or cut.minutes <= minutes):
            choices.append((value, label, cut))
    current = frozenset(step.key for step in line.dropped)
    if current not in {cut.left_out for _value, _label, cut in choices}:
        choices.append(("actuel", _("Sur mesure"), line))
    return [
        StepChoice(value, f"{label} ({minutes_label(cut.minutes)})", cut.left_out, _same(cut, current))
        for value, label, cut in choices
    ]


def _same(cut: TimedLine, current: frozenset[str]) -> bool:
    return frozenset(step.key for step in cut.dropped) == current
