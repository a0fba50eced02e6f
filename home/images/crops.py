"""Crops made for display, in percent of the picture. A crop is a rendition; the stored file stays whole."""

from math import isfinite
from typing import Any

from wagtail.images.image_operations import ImageTransform, TransformOperation
from wagtail.images.rect import Rect

from home.images.masking import Box

WHOLE = Box(0, 0, 100, 100)


class CropOperation(TransformOperation):
    """`crop-12.5-30-42-40` keeps 42 % of the width from 12.5 %, and 40 % of the height from 30 %.

    A crop outside the picture keeps the whole picture.
    """

    def construct(self, x: str, y: str, width: str, height: str) -> None:
        sides = [float(side) for side in (x, y, width, height)]
        if not all(map(isfinite, sides)):
            raise ValueError("A crop has four numbers")
        self.box = Box(*sides)

    def run(self, transform: ImageTransform, image: Any) -> ImageTransform:
        edges = self.box.pixels(*(round(side) for side in transform.size))
        return transform.crop(Rect(*edges)) if edges else transform


def crop_specs(crop: Box) -> list[str]:
    """Return the specs that cut a rendition to `crop`, to put before all others; none for the whole picture.

    Tenths of a percent are exact enough, and crops that are nearly the same share their files.
    """
    sides = (crop.x, crop.y, crop.width, crop.height)
    return [] if crop == WHOLE else ["-".join(["crop", *(f"{side:.1f}" for side in sides)])]
