"""A guide as plain values, exactly the content of a guide file. Rich text is HTML with `guide:slug` links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lessons.blocks.step_fields import rich_text_fields


@dataclass(frozen=True)
class MarkerData:
    """A marker; its position from the top left corner and its size are in percent of the image."""

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
    crop: Mapping[str, Any] = field(default_factory=dict)  # The values of the block; empty when proposed.


@dataclass(frozen=True)
class StepData:
    """A step: its values by field name (lessons.blocks.step_fields)."""

    values: Mapping[str, Any]
    id: str = ""


@dataclass(frozen=True)
class GuideData:
    """A whole guide; `file` and `lines` (the line of each key) locate faults that are found later."""

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

    @property
    def has_crops(self) -> bool:
        """Whether a step says which part of its picture is shown."""
        values = (value for step in self.steps for value in step.values.values())
        return any(isinstance(value, ScreenshotData) and value.crop for value in values)

    def rich_texts(self) -> Iterator[tuple[str, str]]:
        """Yield every rich text with its place, such as `steps[2].tip`."""
        yield "prerequisites", self.prerequisites
        for number, step in enumerate(self.steps, start=1):
            for part in rich_text_fields():
                yield f"steps[{number}].{part}", step.values[part]
