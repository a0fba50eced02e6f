"""The screens of a guide that is followed step by step. Knows the guide; knows no request."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

from django.db.models import prefetch_related_objects

from lessons.guide_presentation import ReadingStep, shown_picture, whole_picture
from lessons.models import GuidePage

FIRST, LAST = "", "fin/"  # The ends of the addresses of the screens before and after the steps.


@dataclass(frozen=True)
class Tick:
    """A line to tick. Its `key` changes with its words, so that a line that was changed loses its tick."""

    words: str
    key: str


@dataclass(frozen=True)
class Screens:
    """All screens of `guide`: one before its steps, one for each step, and one after them."""

    guide: GuidePage
    address: str

    @property
    def count(self) -> int:
        return len(self.guide.steps.raw_data)

    @cached_property
    def titles(self) -> list[str]:
        """The titles of the steps, read without loading their images."""
        return [str(step["value"].get("title", "")) for step in self.guide.steps.raw_data]

    @property
    def version(self) -> str:
        """A short text that changes when steps are added, withdrawn or moved."""
        return _short(" ".join(str(step.get("id")) for step in self.guide.steps.raw_data))

    @property
    def addresses(self) -> list[str]:
        """The addresses of all screens in order; none of a guide without steps."""
        if not self.count:
            return []
        ends = [FIRST, *(f"{number}/" for number in range(1, self.count + 1)), LAST]
        return [self.address + end for end in ends]

    def step(self, number: int) -> ReadingStep:
        """Return the step with this number from 1, with the renditions of its image only."""
        block = self.guide.steps[number - 1]
        if block.value["screenshot"]:
            prefetch_related_objects([block.value["screenshot"]["image"]], "renditions")
        return ReadingStep(number, block, eager=True)

    def papers(self) -> list[Tick]:
        return _ticks("papers", self.guide.papers)

    def checks(self) -> list[Tick]:
        return _ticks("checks", self.guide.checks)


def enlarged_picture(screenshot: Any) -> Any:
    """Return the largest file that shows the whole image of `screenshot`, or None when it is lost."""
    if not screenshot:
        return None
    if screenshot.is_cropped:
        return whole_picture(screenshot)
    picture = shown_picture(screenshot, eager=True)
    files = picture.renditions if picture else ()
    return max(files, key=lambda file: (file.width, "webp" in file.filter_spec), default=None)


def _ticks(name: str, items: Any) -> list[Tick]:
    """Return the lines of `items`; two lines with the same words have different keys."""
    seen: Counter[str] = Counter()
    ticks = []
    for item in items:
        words = str(item.value)
        seen[words] += 1
        ticks.append(Tick(words, _short(f"{name} {seen[words]} {words}")))
    return ticks


def _short(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
