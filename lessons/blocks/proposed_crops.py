"""The crop that a screenshot gets by itself: the part around what is pressed, small enough to be read.

Pure functions: they know percentages and sizes in pixels, no block and no file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from home.images.crops import WHOLE
from home.images.masking import Box

WINDOW, PHONE = 1200, 540  # Pixels. Usual widths of a window on a computer and of a phone's screen.
NARROW = 0.62  # Width divided by height, below which a picture is that of a phone.
WIDE, HIGH = 542, 310  # Pixels of such a picture that stay legible on the narrowest sheet and on a phone.
HIGHEST = 536  # Pixels, for a crop as wide as its picture, or around a high target.
BEFORE, AFTER, AROUND = 42, 8, 24  # Pixels left, right, and above and below: room for numbers and rings.
LEFT, LEAD, ABOVE = 0.2, 0.85, 0.6  # Shares: see `_stretch`.
MOSTLY = (
    0.8  # A field that is a little too wide is shown without its right end, if this share of it is shown.
)
NEARLY_WHOLE = 0.9  # A crop that would keep more than this share of each side is not worth making.


@dataclass(frozen=True)
class _Span:
    """A stretch of one side of the picture, in pixels."""

    start: float
    end: float

    @property
    def size(self) -> float:
        return self.end - self.start

    def with_(self, other: "_Span") -> "_Span":
        return _Span(min(self.start, other.start), max(self.end, other.end))

    def share_of(self, other: "_Span") -> float:
        """Return how much of `other` is inside, from 0 to 1."""
        return max(min(self.end, other.end) - max(self.start, other.start), 0) / max(other.size, 1)

    def widened(self, before: float, after: float, whole: float) -> "_Span":
        return _Span(max(self.start - before, 0), min(self.end + after, whole))


def proposed_crop(target: Box | None, others: Iterable[Box], width: int, height: int) -> Box:
    """Return the crop around `target` that keeps as many of the `others` as remain legible with it.

    Args:
        target: the marker that says where to press, or the first one when none does; None without markers.
        others: the other markers in their order.
        width, height: the size of the picture in pixels.

    Returns:
        The crop in percent of the picture; the whole picture when nothing is to be gained.
    """
    if target is None or width <= 0 or height <= 0:
        return WHOLE
    unit = max(1.0, width / (PHONE if width / height < NARROW else WINDOW))
    across, down = _kept_markers(target, list(others), (width, height), unit)
    x = _stretch_across(across, unit, width)
    room = HIGHEST if x.size >= NEARLY_WHOLE * width else HIGH
    y = _stretch(down, room * unit, height, lead=ABOVE)
    if x.size >= NEARLY_WHOLE * width and y.size >= NEARLY_WHOLE * height:
        return WHOLE
    return _in_percent(x, y, width, height)


def _kept_markers(
    target: Box, others: Sequence[Box], size: tuple[int, int], unit: float
) -> tuple[_Span, _Span]:
    """Return the part of each side that `target` takes, with the markers that fit beside it, nearest first."""
    across, down = _spans(target, size, unit)
    middle = (across.start + across.end) / 2, (down.start + down.end) / 2

    def distance(spans: tuple[_Span, _Span]) -> float:
        return max(
            abs(span.start + span.end - 2 * centre) for span, centre in zip(spans, middle, strict=True)
        )

    for other_across, other_down in sorted((_spans(other, size, unit) for other in others), key=distance):
        wider, higher = across.with_(other_across), down.with_(other_down)
        if higher.size > max(HIGHEST * unit, down.size):
            continue
        if wider.size <= max(WIDE * unit, across.size):
            across, down = wider, higher
        elif _stretch_across(across, unit, size[0]).share_of(other_across) >= MOSTLY:
            down = higher
    return across, down


def _spans(box: Box, size: tuple[int, int], unit: float) -> tuple[_Span, _Span]:
    width, height = size
    across = _Span(box.x * width / 100, (box.x + box.width) * width / 100)
    down = _Span(box.y * height / 100, (box.y + box.height) * height / 100)
    return across.widened(BEFORE * unit, AFTER * unit, width), down.widened(
        AROUND * unit, AROUND * unit, height
    )


def _stretch_across(needed: _Span, unit: float, width: float) -> _Span:
    return _stretch(needed, WIDE * unit, width, lead=0.0 if needed.start <= LEFT * width else LEAD)


def _stretch(needed: _Span, usual: float, whole: float, *, lead: float) -> _Span:
    """Return `needed`, stretched to the `usual` size; `lead` is the share of the added room before it.

    Words that explain what is pressed are above it. They begin where it begins when it is at the left of the
    page, and to its left when it is not: then nothing but words after it may be cut.
    """
    room = min(max(usual, needed.size), whole)
    if room >= NEARLY_WHOLE * whole:
        return _Span(0, whole)
    start = min(max(needed.start - lead * (room - needed.size), 0), whole - room)
    return _Span(start, start + room)


def _in_percent(x: _Span, y: _Span, width: int, height: int) -> Box:
    left, top = round(100 * x.start / width, 1), round(100 * y.start / height, 1)
    return Box(
        left,
        top,
        round(min(100 * x.size / width, 100 - left), 1),
        round(min(100 * y.size / height, 100 - top), 1),
    )
