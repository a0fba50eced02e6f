"""Prepares a guide for reading on screen. Knows the steps and their images; knows no request."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.images.models import Picture

from home.images.availability import available_renditions
from lessons.models import GuidePage

DISC_MARGIN = 4.5  # Minimum distance of a number's centre from the image edge, in percent of the image width.
LOW_RING = 16  # Maximum height of a low ring, in percent of the image height.
LEFT_SHIFT = 14  # Pixels by which a number is moved out of its ring, so as not to hide its content.
CORNER_SHIFT = 9
SPECS = ["format-{webp,jpeg}", "width-{800,1200}"]
SIZES = "(min-width: 75rem) 47rem, (min-width: 56rem) 62vw, 92vw"


@dataclass(frozen=True)
class ReadingStep:
    """A step with its number from 1; `eager` is true for the first image, which is not loaded lazily."""

    number: int
    block: StreamValue.StreamChild
    eager: bool

    @property
    def anchor(self) -> str:
        """An anchor that stays the same when the step is moved, because sheets and shared links use it."""
        return f"etape-{self.block.id}"

    @property
    def title(self) -> str:
        return str(self.block.value["title"])


@dataclass(frozen=True)
class DrawnMarker:
    """A marker as SVG attributes: percentages of the image, with a decimal point in every language."""

    number: int
    label: str
    is_target: bool
    x: str
    y: str
    width: str
    height: str
    disc_x: str
    disc_y: str
    shift_x: int
    shift_y: int


def steps_to_read(guide: GuidePage) -> list[ReadingStep]:
    """Return the steps of `guide`; the renditions of all images are loaded in one query."""
    blocks = list(guide.steps)
    pictures = [block.value["screenshot"]["image"] for block in blocks if block.value["screenshot"]]
    prefetch_related_objects(pictures, "renditions")
    first = next((index for index, block in enumerate(blocks) if block.value["screenshot"]), None)
    return [ReadingStep(index + 1, block, index == first) for index, block in enumerate(blocks)]


def shown_picture(screenshot: Any, *, eager: bool) -> Picture | None:
    """Return the image of `screenshot`, or None when its file is lost; `eager` disables lazy loading."""
    renditions = available_renditions(screenshot["image"], SPECS)
    waiting = {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    attributes = {"sizes": SIZES, "alt": screenshot["alt"], **waiting}
    return Picture(renditions, attributes) if renditions else None


def drawn_markers(screenshot: Any) -> list[DrawnMarker]:
    """Return the rings and numbers of `screenshot`; a number is outside its ring but inside the image."""
    image = screenshot["image"]
    margin_y = min(DISC_MARGIN * image.width / max(image.height, 1), 50)
    return [_drawn(number, marker, margin_y) for number, marker in screenshot.numbered_markers]


def _drawn(number: int, marker: Any, margin_y: float) -> DrawnMarker:
    """Place the number left of a low ring, such as a field or button, else at its upper left corner."""
    x, y, height = marker["x"], marker["y"], marker["height"]
    is_low = height <= LOW_RING
    has_room = x >= 2 * DISC_MARGIN
    return DrawnMarker(
        number=number,
        label=marker["label"],
        is_target=bool(marker["target"]),
        x=_percent(x),
        y=_percent(y),
        width=_percent(marker["width"]),
        height=_percent(height),
        disc_x=_percent(_inside(x, DISC_MARGIN) if has_room else DISC_MARGIN),
        disc_y=_percent(_inside(y + height / 2 if is_low else y, margin_y)),
        shift_x=(-LEFT_SHIFT if is_low else -CORNER_SHIFT) if has_room else 0,
        shift_y=0 if is_low or y < 2 * margin_y else -CORNER_SHIFT,
    )


def _inside(place: float, margin: float) -> float:
    return min(max(place, margin), 100 - margin)


def _percent(value: float) -> str:
    return f"{value:.2f}%"
