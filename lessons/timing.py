"""How guides fit the time there is: one alone, or a whole session. Pure: knows minutes and steps; no database, no request, no words.

Minutes are whole. A step is left out in a fixed order: optional theory first, then optional checks, then optional
practice. An essential step is never left out, whatever the time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from lessons.step_kinds import StepKind

LONG_SESSION_MINUTES = 180
MAX_MINUTES_WITHOUT_BREAK = 90
SHORT, MIDDLE = 60, 90  # The two shorter forms of a guide; the third is the whole guide.
_DAY = 24 * 60


LEFT_OUT_IN_ORDER = (StepKind.THEORY, StepKind.CHECK, StepKind.PRACTICE)


@dataclass(frozen=True)
class TimedStep:
    """A step of a guide; `key` is unique in its line."""

    key: str
    minutes: int
    kind: StepKind
    essential: bool


@dataclass(frozen=True)
class TimedLine:
    """A line of a session: a guide with its steps, or an activity, which has none.

    Attributes:
        key: unique in the session.
        steps: all steps of the guide, in order.
        chosen: minutes written by the helper, which then count instead of those of the steps.
        beside: minutes beyond those of the steps: all those of an activity, or what an editor added to a guide.
            Negative when the editor says that the guide takes less than its steps together.
        left_out: keys of steps that this session leaves out. A key that names no optional step changes nothing.
        is_break: people rest.
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
        """Whether leaving a step out would change its minutes: a helper's own minutes stay as written."""
        return self.chosen is None and any(not step.essential for step in self.steps)

    @property
    def minutes(self) -> int:
        if self.chosen is not None:
            return self.chosen
        return max(1, self.beside + sum(step.minutes for step in self.kept))

    def whole(self) -> "TimedLine":
        """The line with no step left out."""
        return replace(self, left_out=frozenset())

    def without(self, step: TimedStep) -> "TimedLine":
        return replace(self, left_out=self.left_out | {step.key})


@dataclass(frozen=True)
class Slot:
    """When a line begins and ends, in minutes from the beginning of the session."""

    line: TimedLine
    begins: int
    ends: int


@dataclass(frozen=True)
class FitProposal:
    """What `fit` proposes.

    Attributes:
        before: the lines as they were; putting them back undoes the proposal.
        lines: the same lines in the same order, some of them with more steps left out.
        available: minutes there are.
    """

    before: tuple[TimedLine, ...]
    lines: tuple[TimedLine, ...]
    available: int

    @property
    def total(self) -> int:
        return total(self.lines)

    @property
    def excess(self) -> int:
        """Minutes beyond the available ones that only essential steps, activities and chosen minutes explain."""
        return max(0, self.total - self.available)

    @property
    def fits(self) -> bool:
        return self.excess == 0

    @property
    def changes(self) -> bool:
        return self.lines != self.before

    def cuts(self) -> Iterator[tuple[TimedLine, tuple[TimedStep, ...]]]:
        """Each line that loses steps, with the steps it loses now."""
        for old, new in zip(self.before, self.lines, strict=True):
            lost = tuple(step for step in old.kept if step not in new.kept)
            if lost:
                yield new, lost


@dataclass(frozen=True)
class UnbrokenStretch:
    """Minutes in a row without a break; `line` is the one before which a break is missed."""

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
    """The time of day `minutes` after `starts_at`; past midnight it begins anew at 0:00."""
    moment = (starts_at.hour * 60 + starts_at.minute + minutes) % _DAY
    return time(moment // 60, moment % 60)


def fit(lines: Sequence[TimedLine], available: int) -> FitProposal:
    """Leave out as little as needed, and in the fixed order, so that `lines` take at most `available` minutes.

    What was left out before stays left out. When nothing more can be left out, the rest is too long: see `excess`.
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
    """The whole `line` cut down to at most `minutes`, or as near as its essential steps let it come."""
    return fit([line.whole()], minutes).lines[0]


def longest_stretch(lines: Sequence[TimedLine]) -> UnbrokenStretch | None:
    """The first stretch of more than 90 minutes without a break, or None."""
    minutes = 0
    for place, line in enumerate(lines):
        minutes = 0 if line.is_break else minutes + line.minutes
        if minutes > MAX_MINUTES_WITHOUT_BREAK:
            rest = [*lines[place + 1 :], TimedLine("end", is_break=True)]
            after = next(index for index, follower in enumerate(rest) if follower.is_break)
            return UnbrokenStretch(line, minutes + total(rest[:after]))
    return None


def _best(candidates: list[tuple[int, TimedStep]], excess: int) -> tuple[int, TimedStep]:
    """The shortest step that is enough by itself, else the longest; the later one when two are alike."""
    enough = [candidate for candidate in candidates if candidate[1].minutes >= excess]
    if enough:
        return min(reversed(enough), key=lambda candidate: candidate[1].minutes)
    return max(reversed(candidates), key=lambda candidate: candidate[1].minutes)
