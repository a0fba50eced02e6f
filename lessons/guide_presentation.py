"""Prepares a guide for reading on screen. Knows the steps and their images; knows no request."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractRendition, Picture

from home.images.availability import available_renditions
from home.images.crops import crop_specs
from home.images.masking import Box
from home.text.typography import add_no_break_spaces
from lessons.blocks.crops import ShownMarker
from lessons.models import GuidePage

DISC_MARGIN = (
    4.5  # Minimum distance of a number's centre from the top and bottom, in percent of the image width.
)
DISC_ROOM = 7.4  # Percent of the image width that a number needs beside a ring on the narrowest window.
WIDE_ROOM = 9  # The same with the space between number and image edge.
DISC_SHIFT = 14  # Pixels from the side of a ring to the centre of its number, so as not to hide its content.
INNER = 20  # A ring that starts here, in percent, has something on its left: its number is on its right.
LOW_RING = 16  # A higher ring has its number near its top, in percent of the image height.
# The words "Appuyez ici" on the narrowest image, in percent of its width.
LABEL_WIDTH, LABEL_HEIGHT, LABEL_GAP = 36, 9.5, 2
FORMATS, SMALL, WIDTHS = "format-{webp,jpeg}", 800, "width-{800,1200}"
WHOLE_SPEC = "format-webp|width-1200"  # A picture that is shown whole has it already.
SIZES = "(min-width: 75rem) 35rem, (min-width: 62rem) 45vw, (min-width: 56rem) 62vw, 92vw"
MAX_WIDTH, MAX_HEIGHT = 800, 704  # CSS pixels: the largest size of an image on a page.


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
class PressLabel:
    """Where the words "Appuyez ici" begin, as SVG attributes: below a ring, or above it."""

    x: str
    y: str
    is_above: bool


@dataclass(frozen=True)
class DrawnMarker:
    """A marker as SVG attributes: percentages of the image, with a decimal point in every language.

    One outside the part of the image that is shown is not drawn (`is_inside`); its number and label remain. Where
    there is no room for its number beside its ring, the number hangs out of the image on the left (`hangs_out`).
    """

    number: int
    label: str
    is_target: bool
    is_inside: bool
    x: str = ""
    y: str = ""
    width: str = ""
    height: str = ""
    disc_x: str = ""
    disc_y: str = ""
    shift_x: int = 0
    hangs_out: bool = False
    press_label: PressLabel | None = None


def steps_to_read(guide: GuidePage) -> list[ReadingStep]:
    """Return the steps of `guide`; the renditions of all images are loaded in one query."""
    blocks = list(guide.steps)
    pictures = [block.value["screenshot"]["image"] for block in blocks if block.value["screenshot"]]
    prefetch_related_objects(pictures, "renditions")
    first = next((index for index, block in enumerate(blocks) if block.value["screenshot"]), None)
    return [ReadingStep(index + 1, block, index == first) for index, block in enumerate(blocks)]


def shown_picture(screenshot: Any, *, eager: bool) -> Picture | None:
    """Return the part of the image of `screenshot` that is shown, or None when its file is lost.

    `eager` disables lazy loading.
    """
    image, crop = screenshot["image"], screenshot.crop_in_use
    widths = WIDTHS if image.width * crop.width / 100 > SMALL else f"width-{SMALL}"
    renditions = available_renditions(image, [*crop_specs(crop), FORMATS, widths])
    if not renditions:
        return None
    waiting = {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    alt = add_no_break_spaces(screenshot["alt"])  # It is read where the image does not come.
    room = _room(next(iter(renditions.values())))
    return Picture(renditions, {"sizes": SIZES, "alt": alt, **room, **waiting})


def whole_picture(screenshot: Any) -> Any:
    """Return the rendition of the whole image when only a part of it is shown, or None."""
    if not screenshot.is_cropped:
        return None
    return available_renditions(screenshot["image"], [WHOLE_SPEC]).get(WHOLE_SPEC)


def drawn_markers(screenshot: Any) -> list[DrawnMarker]:
    """Return the rings and numbers of `screenshot`: a number is beside its ring."""
    image, crop = screenshot["image"], screenshot.crop_in_use
    ratio = image.width * crop.width / max(image.height * crop.height, 1)
    margin_y = min(DISC_MARGIN * ratio, 50)
    shown = screenshot.shown_markers
    boxes = [marker.box for marker in shown if marker.box is not None]
    return [_drawn(marker, margin_y, place_press_label(marker, boxes, ratio)) for marker in shown]


def _room(rendition: AbstractRendition) -> dict[str, int]:
    """Return the attributes from which a browser knows the size of an image before it is loaded."""
    ratio = max(rendition.height, 1) / max(rendition.width, 1)
    width = min(rendition.width, MAX_WIDTH, MAX_HEIGHT / ratio)
    return {"width": max(round(width), 1), "height": max(round(width * ratio), 1)}


def place_press_label(marker: ShownMarker, boxes: list[Box], ratio: float) -> PressLabel | None:
    """Return where "Appuyez ici" covers neither a ring nor the edge of the narrowest image, or None."""
    box = marker.box
    if box is None or not marker.is_target:
        return None
    x = min(box.x, 100 - LABEL_WIDTH)
    height, gap = LABEL_HEIGHT * ratio, LABEL_GAP * ratio
    for top, edge, is_above in (
        (box.y + box.height + gap, box.y + box.height, False),
        (box.y - gap - height, box.y, True),
    ):
        label = Box(x, top, LABEL_WIDTH, height)
        others = (other for other in boxes if other is not box)
        if top >= 0 and top + height <= 100 and not any(_overlap(label, other) for other in others):
            return PressLabel(_percent(x), _percent(edge), is_above)
    return None


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _drawn(marker: ShownMarker, margin_y: float, press_label: PressLabel | None) -> DrawnMarker:
    if marker.box is None:
        return DrawnMarker(marker.number, marker.label, marker.is_target, is_inside=False)
    x, y, height = marker.box.x, marker.box.y, marker.box.height
    disc_x, shift_x = _beside(x, x + marker.box.width)
    return DrawnMarker(
        marker.number,
        marker.label,
        marker.is_target,
        is_inside=True,
        x=_percent(x),
        y=_percent(y),
        width=_percent(marker.box.width),
        height=_percent(height),
        disc_x=_percent(disc_x),
        disc_y=_percent(_inside(y + min(height, LOW_RING) / 2, margin_y)),
        shift_x=shift_x,
        hangs_out=shift_x < 0 and x < DISC_ROOM,
        press_label=press_label,
    )


def _beside(left: float, right: float) -> tuple[float, int]:
    """Return where the number of a ring is across: percent of the width, and pixels to add.

    It is left of the ring, or right of it where the left has no room or is probably used by something else.
    Where neither side has room, it is left of the ring and of the image.
    """
    has_right = right <= 100 - DISC_ROOM
    if has_right and (left < DISC_ROOM or left >= INNER):
        return (right, DISC_SHIFT) if right <= 100 - WIDE_ROOM else ((100 + right) / 2, 0)
    if DISC_ROOM <= left < WIDE_ROOM:
        return left / 2, 0
    return min(left, 100 - DISC_ROOM / 2), -DISC_SHIFT


def _inside(place: float, margin: float) -> float:
    return min(max(place, margin), 100 - margin)


def _percent(value: float) -> str:
    return f"{value:.2f}%"
