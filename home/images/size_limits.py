"""Size limits of pictures, for decoding and for storage. Larger ones are scaled down in bounded memory.

Measured with Pillow 13 and libheif 1.23: a decoded pixel takes 4 bytes, 7 in HEIC, 10 in a progressive JPEG,
16 in WebP. With the limits below, a process that cleans a picture stays under 450 MB, whatever the file.
"""

from math import ceil, floor

from PIL import Image

MAX_BYTES = 30 * 1024 * 1024
MAX_READ_PIXELS = 8_192 * 6_144  # The largest photo of phones sold as 50 megapixels.
MAX_READ_PIXELS_WEBP = 25_000_000  # The WebP decoder holds four copies of the picture.
MAX_READ_SIDE = 20_000
MAX_PIXELS = 20_000_000
MAX_SIDE = 8_000
REDUCED_PIXELS = 8_000_000
BAND = 256  # Rows.
PAPER = "#ffffff"


def largest_read(kind: str) -> int:
    """Return the maximum pixel count for decoding. `kind` is Pillow's format name."""
    return MAX_READ_PIXELS_WEBP if kind == "WEBP" else MAX_READ_PIXELS


def kept_size(width: int, height: int) -> tuple[int, int]:
    """Return the size to store: the original size, or a smaller one with the same aspect ratio."""
    if width * height <= MAX_PIXELS and max(width, height) <= MAX_SIDE:
        return width, height
    scale = min(1, MAX_SIDE / max(width, height), (REDUCED_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def prepare_decoding(picture: Image.Image) -> None:
    """Decode a JPEG at a half, a quarter or an eighth of its size when no more pixels are needed."""
    size = kept_size(*picture.size)
    if size != picture.size and picture.format in {"JPEG", "MPO"}:
        picture.draft(None, size)


def reduced(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the decoded `picture` scaled to `size`, on white; `picture` itself if it has that size.

    It is resized in bands, so that two full copies never exist at once.
    """
    if picture.size == size:
        return picture
    width, height = size
    down = picture.height / height
    reach = ceil(3 * down)  # Rows beyond a band that the resampling filter reads.
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
    """Return `picture` flattened onto white, so that hidden pixels are removed, not merely transparent."""
    if picture.has_transparency_data:
        colours = picture.convert("RGBA")
        picture = Image.new("RGB", colours.size, PAPER)
        picture.paste(colours, mask=colours)
    return picture.convert("RGB") if picture.mode in {"1", "P"} else picture
