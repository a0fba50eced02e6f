"""How large a picture may be: to be read at all, and to be kept. Larger ones are made smaller, with bounded memory.

Measured with Pillow 13 and libheif 1.23: a decoded point costs 4 bytes, 7 in HEIC, 10 in a progressive JPEG, 16 in WebP.
With the limits below, a process that cleans a picture stays under 450 MB, whatever the file.
"""

from math import ceil, floor

from PIL import Image

MAX_BYTES = 30 * 1024 * 1024
MAX_READ_PIXELS = 8_192 * 6_144  # The largest photo of phones that speak of 50 megapixels.
MAX_READ_PIXELS_WEBP = 25_000_000  # Its decoder holds the whole picture four times.
MAX_READ_SIDE = 20_000
MAX_PIXELS = 20_000_000
MAX_SIDE = 8_000
REDUCED_PIXELS = 8_000_000
BAND = 256  # Rows.
PAPER = "#ffffff"


def largest_read(kind: str) -> int:
    """How many points of a picture of this format (Pillow's name) may be decoded."""
    return MAX_READ_PIXELS_WEBP if kind == "WEBP" else MAX_READ_PIXELS


def kept_size(width: int, height: int) -> tuple[int, int]:
    """The size at which a picture is kept: its own, or a smaller one of the same shape."""
    if width * height <= MAX_PIXELS and max(width, height) <= MAX_SIDE:
        return width, height
    scale = min(1, MAX_SIDE / max(width, height), (REDUCED_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def prepare_decoding(picture: Image.Image) -> None:
    """Ask the decoder for no more points than needed: JPEG can be decoded at a half, a quarter or an eighth."""
    size = kept_size(*picture.size)
    if size != picture.size and picture.format in {"JPEG", "MPO"}:
        picture.draft(None, size)


def reduced(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The decoded `picture` at `size`, on white; made band by band, so that it is never held twice.

    `picture` itself when it has this size already.
    """
    if picture.size == size:
        return picture
    width, height = size
    down = picture.height / height
    reach = ceil(3 * down)  # The filter looks so many rows beyond a band.
    made = Image.new(on_paper(picture.crop((0, 0, 1, 1))).mode, size)
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        first = max(0, floor(top * down) - reach)
        last = min(picture.height, ceil(bottom * down) + reach)
        band = on_paper(picture.crop((0, first, picture.width, last)))
        box = (0, top * down - first, picture.width, min(bottom * down, picture.height) - first)
        part = band.resize((width, bottom - top), Image.Resampling.LANCZOS, box=box)
        made.paste(part, (0, top))
    made.info = picture.info
    return made


def on_paper(picture: Image.Image) -> Image.Image:
    """`picture` on white where it is transparent: what was hidden is gone, not only unseen."""
    if picture.has_transparency_data:
        colours = picture.convert("RGBA")
        picture = Image.new("RGB", colours.size, PAPER)
        picture.paste(colours, mask=colours)
    return picture.convert("RGB") if picture.mode in {"1", "P"} else picture
