"""Numbers of markers stand beside their boxes and cover no word, in every picture of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from cms.demo import GUIDES
from cms.demo.screens.frames import draw_screen
from cms.demo.screens.markers import marker_values
from cms.demo.screens.spec import read_screens
from cms.demo.screens.typeface import SCALE
from lessons.sheets.drawn_markers import with_markers
from lessons.sheets.guide_sheet import SheetMarker, SheetPicture
from lessons.sheets.number_places import DIAMETERS, Box, number_places

Corners = tuple[float, float, float, float]  # Left, top, right and bottom, in pixels.
LINES_OF_RINGS = {False: 0.45, True: 1.0}  # Percent of the width: 1.3 and 2.4 points on an usual sheet.


@dataclass(frozen=True)
class DrawnScreen:
    name: str
    file: Path
    size: tuple[int, int]
    words: list[tuple[str, Corners]]
    markers: list[dict[str, Any]]

    @property
    def boxes(self) -> list[Box]:
        return [(one["x"], one["y"], one["width"], one["height"]) for one in self.markers]

    def in_pixels(self, box: Box) -> Corners:
        (x, y, wide, high), (width, height) = box, self.size
        return x * width / 100, y * height / 100, (x + wide) * width / 100, (y + high) * height / 100


@pytest.fixture(scope="module")
def screens() -> list[DrawnScreen]:
    found = list(drawn_screens())
    assert len(found) > 100
    assert all(screen.words for screen in found)
    return found


def drawn_screens() -> Iterator[DrawnScreen]:
    """The pictures of the demo with markers, and where each of their words was really drawn."""
    words: list[tuple[str, Corners]] = []
    plain = ImageDraw.ImageDraw.text

    def text(pen: Any, at: Any, said: str, **style: Any) -> None:
        style_of_box = {name: value for name, value in style.items() if name != "fill"}
        left, top, right, bottom = pen.textbbox(at, said, **style_of_box)
        words.append((said, (left / SCALE, top / SCALE, right / SCALE, bottom / SCALE)))
        plain(pen, at, said, **style)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ImageDraw.ImageDraw, "text", text)
        for spec in sorted(GUIDES.glob("*/screens.yaml")):
            for screen in read_screens(spec):
                words.clear()
                drawn = draw_screen(screen)
                markers = marker_values(screen, drawn.places, *drawn.image.size)
                if markers:
                    name, file = f"{spec.parent.name}/{screen.name}", spec.parent / f"{screen.name}.png"
                    yield DrawnScreen(name, file, drawn.image.size, list(words), markers)


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_a_number_covers_no_word(screens: list[DrawnScreen], diameter: float) -> None:
    covered = [
        f"{screen.name}, {number}: {said}"
        for screen in screens
        for number, (x, y) in enumerate(centres(screen, diameter), start=1)
        for said, word in screen.words
        if distance(word, x, y) < diameter * screen.size[0] / 200
    ]
    assert covered == []


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_numbers_touch_neither_each_other_nor_their_boxes(
    screens: list[DrawnScreen], diameter: float
) -> None:
    for screen in screens:
        places, across = centres(screen, diameter), diameter * screen.size[0] / 100
        for (x, y), (left, top) in combinations(places, 2):
            assert (x - left) ** 2 + (y - top) ** 2 >= 0.95 * across**2, screen.name
        for (x, y), box in zip(places, screen.boxes, strict=True):
            assert distance(screen.in_pixels(box), x, y) > 0.4 * across, screen.name


def test_a_ring_covers_no_word(screens: list[DrawnScreen]) -> None:
    """The ring is drawn outside the box; a word that the box itself cuts is the author's."""
    covered = []
    for screen in screens:
        for marker, box in zip(screen.markers, screen.boxes, strict=True):
            line = LINES_OF_RINGS[bool(marker.get("target"))] * screen.size[0] / 100
            left, top, right, bottom = inside = screen.in_pixels(box)
            outside = (left - line, top - line, right + line, bottom + line)
            for said, word in screen.words:
                if overlap(word, outside) and not overlap(word, inside):
                    covered.append(f"{screen.name}: {said}")
    assert covered == []


def test_a_lost_picture_has_its_numbers_beside_the_boxes() -> None:
    (first, *_others) = number_places(None, (800, 500), [(30, 30, 20, 10)])
    assert first.centres[0][0] < 30
    assert number_places(None, (0, 0), [(0, 0, 100, 100)])
    assert number_places(None, (800, 500), []) == []


@pytest.mark.parametrize("target", [True, False])
def test_a_word_file_keeps_what_the_box_holds_and_fades_the_rest(tmp_path: Path, target: bool) -> None:
    file = tmp_path / "screen.png"
    Image.new("RGB", (1000, 600), "#204060").save(file)
    marker = SheetMarker(1, 40, 40, 20, 20, "Continuer", target)
    with Image.open(BytesIO(with_markers(SheetPicture(file, 1000, 600, "Un écran.", (marker,))))) as drawn:
        left, top = (drawn.width - 1000) // 2, (drawn.height - 600) // 2
        box = drawn.crop((left + 405, top + 245, left + 595, top + 355)).convert("L").getextrema()
        faded = drawn.crop((left + 5, top + 5, left + 200, top + 100)).convert("L").getextrema()
    assert box[0] > 40
    assert box[1] < 80
    assert faded[0] > 140


def centres(screen: DrawnScreen, diameter: float) -> list[tuple[float, float]]:
    found = number_places(screen.file, screen.size, screen.boxes)
    places = next(place for place in found if place.diameter == diameter)
    return [(x * screen.size[0] / 100, y * screen.size[1] / 100) for x, y in places.centres]


def distance(box: Corners, x: float, y: float) -> float:
    across = max(box[0] - x, 0, x - box[2])
    down = max(box[1] - y, 0, y - box[3])
    return float((across**2 + down**2) ** 0.5)


def overlap(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
