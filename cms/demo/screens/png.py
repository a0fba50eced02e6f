"""Encodes a drawing as a small PNG file, and compares a file with a drawing."""

import io
from functools import partial
from pathlib import Path
from typing import cast

from PIL import Image

COLOURS = 64
NEAR = 14
"""Two colours look the same below this distance, summed over the channels."""
WIDE = 0.001
"""A colour that covers a larger share of the picture than this is not an edge and stays exact."""

Rgb = tuple[int, int, int]


def flatten(image: Image.Image) -> Image.Image:
    """Reduce the picture to few colours. Large areas of one colour keep their exact colour."""
    area = image.width * image.height
    counts = cast("list[tuple[int, Rgb]]", image.getcolors(area))
    counted = {colour: count for count, colour in counts}
    chosen: list[Rgb] = []
    for colour in sorted(counted, key=lambda colour: (-counted[colour], colour)):
        if counted[colour] > WIDE * area or all(_distance(colour, other) > NEAR for other in chosen):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    # Pillow's own `quantize(palette=…)` rounds before it finds the nearest colour: white would turn grey.
    nearest = {colour: chosen.index(min(chosen, key=partial(_distance, colour))) for colour in counted}
    channels = image.tobytes()
    pixels = zip(channels[0::3], channels[1::3], channels[2::3], strict=True)
    flat = Image.frombytes("P", image.size, bytes(map(nearest.__getitem__, pixels)))
    flat.putpalette([channel for colour in chosen for channel in colour])
    return flat


def _distance(one: Rgb, other: Rgb) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) + abs(one[2] - other[2])


def png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def shows(path: Path, image: Image.Image) -> bool:
    """Compare pixels, not bytes: another version of the compressor must not count as a change."""
    if not path.is_file():
        return False
    with Image.open(path) as there:
        return there.size == image.size and there.convert("RGB").tobytes() == image.convert("RGB").tobytes()
