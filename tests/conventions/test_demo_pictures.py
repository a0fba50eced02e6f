"""The pictures of the demo guides match their descriptions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.demo import GUIDES
from cms.demo.screens import outdated_files
from cms.demo.screens.model import Element
from cms.demo.screens.spec import read_screens

DRAWN = sorted(path.parent for path in GUIDES.glob("*/screens.yaml"))
PRESSED = {"button", "link", "choice", "field", "password", "code", "keypad", "file", "mails"}


def test_most_guides_have_drawn_pictures() -> None:
    assert len(DRAWN) > 10


@pytest.mark.parametrize("folder", DRAWN, ids=lambda folder: folder.name)
def test_its_pictures_and_markers_are_those_drawn(folder: Path) -> None:
    assert outdated_files(folder) == [], "Run `manage.py draw_demo_screens`."


@pytest.mark.parametrize("folder", DRAWN, ids=lambda folder: folder.name)
def test_only_what_can_be_pressed_says_press_here(folder: Path) -> None:
    for screen in read_screens(folder / "screens.yaml"):
        pressed = {*(f"menu-{place}" for place, _ in enumerate(screen.menu, 1)), *_pressed(screen.content)}
        targets = {marker.on for marker in screen.markers if marker.target}
        assert not targets or screen.frame != "paper", f"{screen.name}: a sheet of paper"
        assert targets <= pressed, f"{screen.name}: {targets - pressed}"


def _pressed(elements: tuple[Element, ...]) -> Iterator[str]:
    """The ids of what reacts to a press: not rows of a table, notices or messages."""
    for element in elements:
        if element.kind in PRESSED:
            yield element.id
            yield from (row.id for row in element.rows)
        for column in element.columns:
            yield from _pressed(column)
