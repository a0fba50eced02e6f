"""Fits guides to the available time, one alone or a whole session. Pure: knows only minutes and steps.

Minutes are integers. Steps are left out in a fixed order: optional theory first, then optional checks, then
optional practice. An essential step is never left out, whatever the time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from lessons.step_kinds import StepKind

LONG_SESSION_MINUTES = 180
MAX_MINUTES_WITHOUT_BREAK = 90
SHORT, MIDDLE = 60, 90  # Minutes of the two shorter lengths of a guide.
_DAY = 24 * 60


LEFT_OUT_IN_ORDER = (StepKind.THEORY, StepKind.CHECK, StepKind.PRACTICE)


@dataclass(frozen=True)
class TimedStep:
    """A step of a guide; `key` is unique within its line."""

    key: str
    minutes: int
    kind: StepKind
    essential: bool


@dataclass(frozen=True)
class TimedLine:
    """A line of a session: a guide with its steps, or an activity, which has none.

    Attributes:
        key: unique within the session.
        steps: all steps of the guide, in order.
        chosen: minutes set by the helper, which replace those of the steps.
        beside: minutes outside the steps: all minutes of an activity, or minutes an editor added to a guide.
            Negative when the editor set a shorter duration than the sum of the steps.
        left_out: keys of steps that this session leaves out; essential or unknown steps have no effect here.
        is_break: the line is a break.
    """

    key: str
    steps: tuple[TimedStep, ...] = ()
    chosen: int | None = None
    beside: int = 0
    left_out: frozenset[str] = frozenset()
    is_break: bool = False

    @property
    def kept(self) -> tuple[TimedStep, ...]:
        return tuple(step for step in self.steps if step.essential or step.key not in self.left_out)

    @property
    def dropped(self) -> tuple[TimedStep, ...]:
        return tuple(step for step in self.steps if not step.essential and step.key in self.left_out)

    @property
    def can_be_cut(self) -> bool:
        """Whether leaving out a step changes the minutes; minutes set by the helper never change."""
        return self.chosen is None and any(not step.essential for step in self.steps)

    @property
    def minutes(self) -> int:
        if self.chosen is not None:
            return self.chosen
        return max(1, self.beside + sum(step.minutes for step in self.kept))

    def whole(self) -> "TimedLine":
        """Return the line without left-out steps."""
        return replace(self, left_out=frozenset())

    def without(self, step: TimedStep) -> "TimedLine":
        return replace(self, left_out=self.left_out | {step.key})


@dataclass(frozen=True)
class Slot:
    """The start and end of a line, in minutes from the start of the session."""

    line: TimedLine
    begins: int
    ends: int


@dataclass(frozen=True)
class FitProposal:
    """The proposal of `fit`.

    Attributes:
        before: the original lines; restoring them undoes the proposal.
        lines: the same lines in the same order, some of them with more steps left out.
        available: the available minutes.
    """

    before: tuple[TimedLine, ...]
    lines: tuple[TimedLine, ...]
    available: int

    @property
    def total(self) -> int:
        return total(self.lines)

    @property
    def excess(self) -> int:
        """Minutes still too many, due only to essential steps, activities and minutes set by the helper."""
        return max(0, self.total - self.available)

    @property
    def fits(self) -> bool:
        return self.excess == 0

    @property
    def changes(self) -> bool:
        return self.lines != self.before

    def cuts(self) -> Iterator[tuple[TimedLine, tuple[TimedStep, ...]]]:
        """Yield each line that loses steps, with the steps it loses by this proposal."""
        for old, new in zip(self.before, self.lines, strict=True):
            lost = tuple(step for step in old.kept if step not in new.kept)
            if lost:
                yield new, lost


@dataclass(frozen=True)
class UnbrokenStretch:
    """A period without a break, in minutes; the break should come before `line`."""

    line: TimedLine
    minutes: int


def total(lines: Sequence[TimedLine]) -> int:
    return sum(line.minutes for line in lines)


def schedule(lines: Sequence[TimedLine]) -> list[Slot]:
    slots: list[Slot] = []
    begins = 0
    for line in lines:
        slots.append(Slot(line, begins, begins + line.minutes))
        begins += line.minutes
    return slots


def clock(starts_at: time, minutes: int) -> time:
    """Return the time of day `minutes` after `starts_at`; it wraps around at midnight."""
    moment = (starts_at.hour * 60 + starts_at.minute + minutes) % _DAY
    return time(moment // 60, moment % 60)


def fit(lines: Sequence[TimedLine], available: int) -> FitProposal:
    """Leave out as few steps as needed, in the fixed order, so that `lines` take at most `available` minutes.

    Steps that were left out before stay left out. If the rest is still too long, see `excess`.
    """
    fitted = list(lines)
    for kind in LEFT_OUT_IN_ORDER:
        while (excess := total(fitted) - available) > 0:
            candidates = [
                (place, step)
                for place, line in enumerate(fitted)
                if line.can_be_cut
                for step in line.kept
                if not step.essential and step.kind is kind and line.without(step).minutes < line.minutes
            ]
            if not candidates:
                break
            place, step = _best(candidates, excess)
            fitted[place] = fitted[place].without(step)
    return FitProposal(tuple(lines), tuple(fitted), available)


def shorten(line: TimedLine, minutes: int) -> TimedLine:
    """Return the complete `line` shortened to at most `minutes`, or as near as its essential steps allow."""
    return fit([line.whole()], minutes).lines[0]


def longest_stretch(lines: Sequence[TimedLine]) -> UnbrokenStretch | None:
    """Return the first period of more than 90 minutes without a break, or None."""
    minutes = 0
    for place, line in enumerate(lines):
        minutes = 0 if line.is_break else minutes + line.minutes
        if minutes > MAX_MINUTES_WITHOUT_BREAK:
            rest = [*lines[place + 1 :], TimedLine("end", is_break=True)]
            after = next(index for index, follower in enumerate(rest) if follower.is_break)
            return UnbrokenStretch(line, minutes + total(rest[:after]))
    return None


def _best(candidates: list[tuple[int, TimedStep]], excess: int) -> tuple[int, TimedStep]:
    """Return the shortest sufficient step, else the longest; among equal steps, the last one."""
    enough = [candidate for candidate in candidates if candidate[1].minutes >= excess]
    if enough:
        return min(reversed(enough), key=lambda candidate: candidate[1].minutes)
    return max(reversed(candidates), key=lambda candidate: candidate[1].minutes)
