"""Turns a drawing into a small PNG file, and tells whether a file still shows the same picture."""

import io
from pathlib import Path

from PIL import Image

COLOURS = 64
NEAR = 14
"""Two colours closer than this, all channels added, look the same."""

Rgb = tuple[int, int, int]


def flatten(image: Image.Image) -> Image.Image:
    """The picture in few colours. The flat ones, which cover the most, stay exact."""
    counted = image.getcolors(image.width * image.height) or []
    chosen: list[Rgb] = []
    for _, colour in sorted(counted, key=lambda pair: (-pair[0], str(pair[1]))):
        if isinstance(colour, tuple) and all(_distance(colour, other) > NEAR for other in chosen):
            chosen.append((colour[0], colour[1], colour[2]))
        if len(chosen) == COLOURS:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in chosen for channel in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def shows(path: Path, image: Image.Image) -> bool:
    """Compares pixels, not bytes: another version of the compressor is no change."""
    if not path.is_file():
        return False
    with Image.open(path) as there:
        return there.size == image.size and there.convert("RGB").tobytes() == image.convert("RGB").tobytes()
