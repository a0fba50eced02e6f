"""Draws markers on a copy of an image, for file formats that cannot; the stored file is unchanged.

As on the PDF, all but the boxes steps back behind a veil, and rings and numbers stand outside them.
"""

from io import BytesIO
from pathlib import Path

import fontpkg_atkinson_hyperlegible
from PIL import Image, ImageDraw, ImageFont

from home.brand_colours import USUAL
from lessons.sheets.guide_sheet import SheetMarker, SheetPicture
from lessons.sheets.number_places import NumberPlaces, number_places

TARGET = "#9a3307"
RING, TARGET_RING, OUTER_RING = 4, 7, 2  # Pixels, for an image about 1000 pixels wide.
VEIL = 0.55  # Part of a veiled picture that is white paper.
QUALITY = 85
DISC = 1 / 22  # Diameter of a number, in parts of the longer side of the picture.
_FONT = next((fontpkg_atkinson_hyperlegible.ROOT / "files").glob("*Bold.ttf"))
_Box = tuple[int, int, int, int]


def with_markers(picture: SheetPicture, brand: str = USUAL) -> bytes:
    """Return `picture` as JPEG with a numbered ring in `brand` for each marker.

    Raises ValueError without its file.
    """
    if picture.source is None:
        raise ValueError("There is no picture to draw on")
    with Image.open(picture.source) as stored:
        image = stored.convert("RGB")
    markers = [marker for marker in picture.markers if marker.drawn]
    if markers:
        image = _marked(image, picture.source, markers, brand)
    packed = BytesIO()
    image.save(packed, format="JPEG", quality=QUALITY)
    return packed.getvalue()


def _marked(image: Image.Image, source: Path, markers: list[SheetMarker], brand: str) -> Image.Image:
    boxes = [_box(marker, image.size) for marker in markers]
    veiled = Image.blend(image, Image.new("RGB", image.size, "white"), VEIL)
    for box in boxes:
        veiled.paste(image.crop(box), box[:2])
    places = _places(source, markers, image.size)
    centres = [(x * image.width / 100, y * image.height / 100) for x, y in places.centres]
    radius = places.diameter * image.width / 200
    margin = _margin(centres, radius, image.size)
    left, top = margin[:2]
    page = Image.new("RGB", (image.width + left + margin[2], image.height + top + margin[3]), "white")
    page.paste(veiled, (left, top))
    drawing = ImageDraw.Draw(page)
    for marker, box in zip(markers, boxes, strict=True):
        _ring(drawing, marker, (box[0] + left, box[1] + top, box[2] + left, box[3] + top), brand)
    for marker, (x, y) in zip(markers, centres, strict=True):
        _number(drawing, marker, (x + left, y + top), radius, brand)
    return page


def _box(marker: SheetMarker, size: tuple[int, int]) -> _Box:
    width, height = size
    left, top = marker.x / 100 * width, marker.y / 100 * height
    right, bottom = left + marker.width / 100 * width, top + marker.height / 100 * height
    return round(left), round(top), round(right), round(bottom)


def _places(source: Path, markers: list[SheetMarker], size: tuple[int, int]) -> NumberPlaces:
    boxes = [(marker.x, marker.y, marker.width, marker.height) for marker in markers]
    wanted = 100 * DISC * max(size) / size[0]
    found = number_places(source, size, boxes)
    return next((place for place in found if place.diameter >= wanted), found[-1])


def _margin(centres: list[tuple[float, float]], radius: float, size: tuple[int, int]) -> _Box:
    """Return what numbers need beside the picture, in pixels: left, top, right and bottom."""
    xs, ys = [x for x, _y in centres], [y for _x, y in centres]
    needed = (radius - min(xs), radius - min(ys), max(xs) + radius - size[0], max(ys) + radius - size[1])
    left, top, right, bottom = (max(0, round(pixels) + 1) for pixels in needed)
    return left, top, right, bottom


def _ring(drawing: ImageDraw.ImageDraw, marker: SheetMarker, box: _Box, brand: str) -> None:
    def frame(gap: int, width: int) -> None:
        out = gap + width
        place = (box[0] - out, box[1] - out, box[2] + out, box[3] + out)
        drawing.rounded_rectangle(place, radius=8, outline=colour, width=width)

    colour = TARGET if marker.target else brand
    frame(0, TARGET_RING if marker.target else RING)
    if marker.target:
        frame(TARGET_RING + OUTER_RING, OUTER_RING)


def _number(
    drawing: ImageDraw.ImageDraw, marker: SheetMarker, middle: tuple[float, float], radius: float, brand: str
) -> None:
    x, y = middle
    colour = TARGET if marker.target else brand
    drawing.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    drawing.text(
        middle, str(marker.number), fill="white", anchor="mm", font=ImageFont.truetype(_FONT, radius * 1.25)
    )
