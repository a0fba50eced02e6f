"""The pictures of the demo guides match their descriptions."""

from pathlib import Path

import pytest

from cms.demo import GUIDES
from cms.demo.screens import outdated_files

DRAWN = sorted(path.parent for path in GUIDES.glob("*/screens.yaml"))


def test_most_guides_have_drawn_pictures() -> None:
    assert len(DRAWN) > 10


@pytest.mark.parametrize("folder", DRAWN, ids=lambda folder: folder.name)
def test_its_pictures_and_markers_are_those_drawn(folder: Path) -> None:
    assert outdated_files(folder) == [], "Run `manage.py draw_demo_screens`."
