"""A guide as plain values: what a guide file carries, no more and no less. Rich text is HTML with `guide:slug` links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class MarkerData:
    """A marker, in percent of the picture from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    label: str
    target: bool = False


@dataclass(frozen=True)
class ScreenshotData:
    file: Path
    alt: str
    markers: tuple[MarkerData, ...] = ()


@dataclass(frozen=True)
class StepData:
    title: str
    instruction: str
    minutes: int
    kind: str = "practice"
    essential: bool = True
    screenshot: ScreenshotData | None = None
    tip: str = ""
    warning: str = ""
    helper_note: str = ""
    id: str = ""


@dataclass(frozen=True)
class GuideData:
    """A whole guide; `file` and `lines` say where each key was read, for faults found later."""

    slug: str
    title: str
    summary: str
    procedure_type: str
    level: str
    steps: tuple[StepData, ...]
    official_site: str = ""
    official_url: str = ""
    devices: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    duration: int | None = None
    objectives: tuple[str, ...] = ()
    prerequisites: str = ""
    prerequisite_guides: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    licence: str = "etalab-2.0"
    checked_on: date | None = None
    checked_by: str = ""
    variant_of: str = ""
    next_guides: tuple[str, ...] = ()
    search_title: str = ""
    search_description: str = ""
    file: Path = field(default=Path("guide.yaml"), compare=False)
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    def rich_texts(self) -> Iterator[tuple[str, str]]:
        """Every rich text with its place, such as `steps[2].tip`."""
        yield "prerequisites", self.prerequisites
        for number, step in enumerate(self.steps, start=1):
            for part in ("instruction", "tip", "warning", "helper_note"):
                yield f"steps[{number}].{part}", getattr(step, part)
