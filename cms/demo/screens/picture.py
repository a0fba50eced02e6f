"""Turns a drawing into a small PNG file, and tells whether a file still shows the same picture."""

import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image

COLOURS = 64
NEAR = 14
"""Two colours closer than this, all channels added, look the same."""
WIDE = 0.001
"""A colour that covers more than this share of the picture is no edge: it stays exact."""

Rgb = tuple[int, int, int]


def flatten(image: Image.Image) -> Image.Image:
    """The picture in few colours. The flat ones, which cover the most, stay exact."""
    counted = Counter(_pixels(image))
    chosen: list[Rgb] = []
    for colour in sorted(counted, key=lambda colour: (-counted[colour], colour)):
        wide = counted[colour] > WIDE * image.width * image.height
        if wide or all(_distance(colour, other) > NEAR for other in chosen):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    nearest = {colour: min(range(len(chosen)), key=partial(_gap, chosen, colour)) for colour in counted}
    flat = Image.frombytes("P", image.size, bytes(nearest[pixel] for pixel in _pixels(image)))
    flat.putpalette([channel for colour in chosen for channel in colour])
    return flat


def _pixels(image: Image.Image) -> Iterator[Rgb]:
    """Pillow's own `quantize(palette=…)` rounds before it looks for the nearest colour: white would turn grey."""
    channels = image.tobytes()
    return zip(channels[0::3], channels[1::3], channels[2::3], strict=True)


def _gap(chosen: list[Rgb], colour: Rgb, place: int) -> int:
    return _distance(colour, chosen[place])


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
