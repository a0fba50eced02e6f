"""A screenshot needs an alternative text, and its markers stay inside it."""

from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from lessons.blocks import MarkerBlock, ScreenshotBlock
from tests.factories import SiteImageFactory


def marker(**values: Any) -> dict[str, Any]:
    return {"x": 10, "y": 10, "width": 20, "height": 10, "label": "Se connecter", "target": False, **values}


def screenshot(**values: Any) -> Any:
    block = ScreenshotBlock()
    return block.normalize({"image": None, "alt": "", "markers": [], **values})


def test_a_step_without_screenshot_is_fine() -> None:
    assert not ScreenshotBlock().clean(screenshot())


@pytest.mark.django_db
def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        ScreenshotBlock().clean(screenshot(image=SiteImageFactory(), alt="  "))
    assert "alt" in refused.value.block_errors


def test_two_places_to_press_are_refused() -> None:
    two = screenshot(markers=[marker(target=True), marker(target=True)])
    with pytest.raises(StructBlockValidationError) as refused:
        ScreenshotBlock().clean(two)
    assert "markers" in refused.value.block_errors


def test_a_marker_that_leaves_the_picture_is_refused() -> None:
    block = MarkerBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize(marker(x=90)))


def test_markers_are_numbered_in_their_order() -> None:
    two = screenshot(markers=[marker(label="Un"), marker(label="Deux")])
    assert [(number, item["label"]) for number, item in two.numbered_markers] == [(1, "Un"), (2, "Deux")]
