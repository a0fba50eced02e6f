"""Masking and cropping: pixels are destroyed, never blurred, for what is blurred can be read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from PIL import ImageDraw

from home.images.cleaning import CleanPicture, encode, open_picture

FILL = "#5b6670"


@dataclass(frozen=True)
class Box:
    """A rectangle in percent of a picture, from its top left corner. It may stick out, or hold nothing."""

    x: float
    y: float
    width: float
    height: float

    def pixels(self, picture_width: int, picture_height: int) -> tuple[int, int, int, int] | None:
        """Left, top, right and bottom edges in pixels, whole ones, never less than asked; None when nothing is inside."""
        left = max(0, floor(self.x * picture_width / 100))
        top = max(0, floor(self.y * picture_height / 100))
        right = min(picture_width, ceil((self.x + self.width) * picture_width / 100))
        bottom = min(picture_height, ceil((self.y + self.height) * picture_height / 100))
        if self.width <= 0 or self.height <= 0 or right <= left or bottom <= top:
            return None
        return left, top, right, bottom


def mask(content: bytes, masks: Sequence[Box], crop: Box | None = None) -> CleanPicture:
    """The picture in `content` with `masks` filled in one flat, opaque colour, then cut to `crop`.

    Raises:
        RefusedPictureError: when `content` is no longer a picture.
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
