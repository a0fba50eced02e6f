"""Finds where the numbers of the markers of a picture stand: beside their boxes, on no word.

A number may stand wholly or partly outside the picture. Knows pictures and boxes; knows no paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops

DIAMETERS = (3.0, 4.0, 5.0, 6.0, 7.0, 8.5, 10.0, 12.0, 15.0, 19.0)  # In percent of the picture's width.
GAP = 0.9  # Percent of the width between a box and its number, for the ring.
_WIDTH = 500  # Pixels of the copy that is searched: small enough to be quick, and words are still visible.
_CLEAR = 1.5  # Pixels of that copy between a number and the nearest letter.
_INK = 32  # Smallest difference of neighbouring greys, of 255, that a reader sees as a letter.
_TOUCHING, _IN_ANOTHER_BOX = 10_000, 2_000  # Compared with pixels of ink under a number.

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # Left, top, width and height in percent of the picture.


@dataclass(frozen=True)
class NumberPlaces:
    """The centres of the numbers for one diameter, in percent of the picture's width and height."""

    diameter: float
    centres: tuple[Point, ...]


def number_places(file: Path | None, size: tuple[int, int], boxes: Sequence[Box]) -> list[NumberPlaces]:
    """Return the places of the numbers of `boxes`, for each diameter, smallest first.

    Args:
        file: the picture as printed; None when it is lost, which leaves nothing to cover.
        size: its width and height in pixels.
    """
    if not boxes:
        return []
    changed = file.stat().st_mtime_ns if file else 0
    return list(_places(file, changed, size, tuple(boxes)))


@lru_cache(maxsize=4096)
def _places(
    file: Path | None, changed: int, size: tuple[int, int], boxes: tuple[Box, ...]
) -> tuple[NumberPlaces, ...]:
    height = max(round(_WIDTH * size[1] / max(size[0], 1)), 1)
    search = _Search(_ink(file, height), boxes)
    return tuple(search.places(diameter) for diameter in DIAMETERS)


def _ink(file: Path | None, height: int) -> Image.Image:
    """Return a mask of the letters and lines of the picture: white where neighbouring pixels differ."""
    if file is None:
        return Image.new("L", (_WIDTH, height))
    with Image.open(file) as picture:
        picture.draft("L", (_WIDTH, height))
        grey = picture.convert("L").resize((_WIDTH, height))
    across = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    down = ImageChops.difference(grey, ImageChops.offset(grey, 0, 1))
    ink = ImageChops.lighter(across, down).point([255 * (shade > _INK) for shade in range(256)])
    ink.paste(0, (0, 0, 1, height))
    ink.paste(0, (0, 0, _WIDTH, 1))
    return ink


class _Search:
    """Tries the sides of each box in turn, in pixels of the searched copy."""

    def __init__(self, ink: Image.Image, boxes: tuple[Box, ...]) -> None:
        self._ink, (width, height) = ink, ink.size
        self._boxes = [
            (x * width / 100, y * height / 100, (x + wide) * width / 100, (y + high) * height / 100)
            for x, y, wide, high in boxes
        ]

    def places(self, diameter: float) -> NumberPlaces:
        width, height = self._ink.size
        radius, taken = diameter * width / 200, list[Point]()
        for box in self._boxes:
            taken.append(min(_around(box, radius), key=lambda at: self._cost(at, radius, box, taken)))
        centres = tuple((round(100 * x / width, 2), round(100 * y / height, 2)) for x, y in taken)
        return NumberPlaces(diameter, centres)

    def _cost(self, at: Point, radius: float, box: Box, taken: list[Point]) -> float:
        x, y = at
        around = radius + _CLEAR
        disc = (round(x - around), round(y - around), round(x + around), round(y + around))
        covered = self._ink.crop(disc).histogram()[255]
        touching = sum((x - left) ** 2 + (y - top) ** 2 < 4 * radius**2 for left, top in taken)
        others = sum(_overlap(disc, other) for other in self._boxes if other != box)
        return covered + _TOUCHING * touching + _IN_ANOTHER_BOX * others


def _around(box: Box, radius: float) -> Iterator[Point]:
    """Yield the centres of a disc beside `box`, the best first; the last are outside the picture."""
    left, top, right, bottom = box
    out, corner = radius + GAP * _WIDTH / 100, 0.75 * radius + GAP * _WIDTH / 100
    middle = (top + bottom) / 2
    yield from ((left - out, middle), (left - corner, top - corner), (right + out, middle))
    yield from ((left - out, top + radius), (left - corner, bottom + corner), (right + corner, top - corner))
    yield from ((right + corner, bottom + corner), (right + out, top + radius), (left - out, bottom - radius))
    for x in (left + radius, right - radius, (left + right) / 2):
        yield from ((x, top - out), (x, bottom + out))
    yield from ((-radius, middle), (_WIDTH + radius, middle), (-radius, top), (_WIDTH + radius, top))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
