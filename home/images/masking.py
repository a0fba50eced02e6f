"""Masking and cropping. Pixels are overwritten, never blurred, because blurred text can be recovered."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from PIL import ImageDraw

from home.images.cleaning import CleanPicture, encode, open_picture

FILL = "#5b6670"


@dataclass(frozen=True)
class Box:
    """A rectangle in percent of a picture, from its top left corner. May exceed the picture or be empty."""

    x: float
    y: float
    width: float
    height: float

    def pixels(self, picture_width: int, picture_height: int) -> tuple[int, int, int, int] | None:
        """Return left, top, right and bottom in pixels, rounded outwards; None if no pixel is covered."""
        left = max(0, floor(self.x * picture_width / 100))
        top = max(0, floor(self.y * picture_height / 100))
        right = min(picture_width, ceil((self.x + self.width) * picture_width / 100))
        bottom = min(picture_height, ceil((self.y + self.height) * picture_height / 100))
        if self.width <= 0 or self.height <= 0 or right <= left or bottom <= top:
            return None
        return left, top, right, bottom


def mask(content: bytes, masks: Sequence[Box], crop: Box | None = None) -> CleanPicture:
    """Return the picture in `content` with `masks` filled in one opaque colour, then cropped to `crop`.

    Raises:
        RefusedPictureError: when `content` is no longer a valid picture.
    """
    with open_picture(content) as picture:
        kind = picture.format or "PNG"
        pixels = picture.convert("RGB")
    drawing = ImageDraw.Draw(pixels)
    for box in masks:
        edges = box.pixels(*pixels.size)
        if edges:
            left, top, right, bottom = edges
            drawing.rectangle((left, top, right - 1, bottom - 1), fill=FILL)
    kept = crop.pixels(*pixels.size) if crop else None
    return encode(pixels.crop(kept) if kept else pixels, kind)
