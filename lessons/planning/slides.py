"""The slides of a projection, one subject per screen. The helper's notes are never projected."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lessons.planning.session_presentation import Session, ShownLine


class SlideKind(StrEnum):
    TITLE = "title"
    STEP = "step"
    CHECKS = "checks"
    ACTIVITY = "activity"


@dataclass(frozen=True)
class Slide:
    """One screen; `place` is the index of its step among all steps of the guide, from 0."""

    kind: SlideKind
    line: ShownLine
    place: int = 0
    number: int = 0

    @property
    def guide(self) -> Any:
        return self.line.guide

    @property
    def step(self) -> Any:
        """The value of the step. Reading it loads the images of this guide only."""
        return self.line.guide.steps[self.place].value if self.line.guide else None

    @property
    def steps_shown(self) -> int:
        return len(self.line.timed.kept)

    @property
    def has_markers(self) -> bool:
        return self.kind is SlideKind.STEP and bool(self.step["screenshot"].get("markers"))


def slides_of(session: Session) -> list[Slide]:
    """Return the slides of `session` in order: each guide begins with its title and ends with its checks."""
    return [slide for line in session.present for slide in _slides_of_line(line)]


def _slides_of_line(line: ShownLine) -> Iterator[Slide]:
    if line.guide is None:
        yield Slide(SlideKind.ACTIVITY, line)
        return
    yield Slide(SlideKind.TITLE, line)
    kept = [place for place, step in enumerate(line.timed.steps) if step.key in line.kept_steps]
    for number, place in enumerate(kept, start=1):
        yield Slide(SlideKind.STEP, line, place, number)
    if line.guide.checks.raw_data:
        yield Slide(SlideKind.CHECKS, line)
