"""A guide prepared for reading on a screen. Knows the steps and their pictures; knows no request."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.images.models import Picture

from home.images.availability import available_renditions
from lessons.models import GuidePage

DISC_MARGIN = 4.5  # Percent of the picture's width kept between a number's centre and the picture's edge.
LOW_RING = 16  # Percent of the picture's height.
LEFT_SHIFT = 14  # Pixels a number moves out of its ring, so as not to hide what the ring shows.
CORNER_SHIFT = 9
SPECS = ["format-{webp,jpeg}", "width-{800,1200}"]
SIZES = "(min-width: 75rem) 47rem, (min-width: 56rem) 62vw, 92vw"


@dataclass(frozen=True)
class ReadingStep:
    """A step with its number from 1; `eager` when its picture is the first and must not wait for scrolling."""

    number: int
    block: StreamValue.StreamChild
    eager: bool

    @property
    def anchor(self) -> str:
        """Stable as long as the step exists, wherever it moves: printed sheets and shared links use it."""
        return f"etape-{self.block.id}"

    @property
    def title(self) -> str:
        return str(self.block.value["title"])


@dataclass(frozen=True)
class DrawnMarker:
    """A marker as SVG attributes: percentages of the picture, written with a point whatever the language."""

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
    """The steps of `guide`; the renditions of all their pictures come in one query instead of one a picture."""
    blocks = list(guide.steps)
    pictures = [block.value["screenshot"]["image"] for block in blocks if block.value["screenshot"]]
    prefetch_related_objects(pictures, "renditions")
    first = next((index for index, block in enumerate(blocks) if block.value["screenshot"]), None)
    return [ReadingStep(index + 1, block, index == first) for index, block in enumerate(blocks)]


def shown_picture(screenshot: Any, *, eager: bool) -> Picture | None:
    """The picture of `screenshot` for a page; None when its file is lost. `eager` ones do not wait for scrolling."""
    renditions = available_renditions(screenshot["image"], SPECS)
    waiting = {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    attributes = {"sizes": SIZES, "alt": screenshot["alt"], **waiting}
    return Picture(renditions, attributes) if renditions else None


def drawn_markers(screenshot: Any) -> list[DrawnMarker]:
    """Rings and numbers of `screenshot`; a number stands outside its ring but never leaves the picture."""
    image = screenshot["image"]
    margin_y = min(DISC_MARGIN * image.width / max(image.height, 1), 50)
    return [_drawn(number, marker, margin_y) for number, marker in screenshot.numbered_markers]


def _drawn(number: int, marker: Any, margin_y: float) -> DrawnMarker:
    """A low ring, such as a field or a button, has its number at its left; a high one at its upper left corner."""
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
