"""Draws markers on a copy of an image, for file formats that cannot; the stored file is unchanged."""

from io import BytesIO

import fontpkg_atkinson_hyperlegible
from PIL import Image, ImageDraw, ImageFont

from lessons.sheets.guide_sheet import SheetMarker, SheetPicture

BRAND, TARGET = "#0b4a5a", "#9a3307"
RING, HALO = 5, 10  # Pixels, for an image about 1000 pixels wide.
QUALITY = 85
_FONT = next((fontpkg_atkinson_hyperlegible.ROOT / "files").glob("*Bold.ttf"))


def with_markers(picture: SheetPicture) -> bytes:
    """Return `picture` as JPEG with a numbered ring for each marker. Raises ValueError without its file."""
    if picture.source is None:
        raise ValueError("There is no picture to draw on")
    with Image.open(picture.source) as stored:
        image = stored.convert("RGB")
    drawing = ImageDraw.Draw(image)
    for marker in picture.markers:
        _ring(drawing, marker, image.size)
    packed = BytesIO()
    image.save(packed, format="JPEG", quality=QUALITY)
    return packed.getvalue()


def _ring(drawing: ImageDraw.ImageDraw, marker: SheetMarker, size: tuple[int, int]) -> None:
    width, height = size
    colour = TARGET if marker.target else BRAND
    left, top = marker.x / 100 * width, marker.y / 100 * height
    box = (left, top, left + marker.width / 100 * width, top + marker.height / 100 * height)
    drawing.rounded_rectangle(box, radius=8, outline="white", width=HALO)
    drawing.rounded_rectangle(box, radius=8, outline=colour, width=RING)
    radius = max(width, height) / 45
    # The same position as on the PDF.
    middle = (max(left - 0.6 * radius, radius), max(top - 0.6 * radius, radius))
    disc = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    drawing.ellipse(disc, fill=colour, outline="white", width=2)
    drawing.text(
        middle, str(marker.number), fill="white", anchor="mm", font=ImageFont.truetype(_FONT, radius * 1.25)
    )
