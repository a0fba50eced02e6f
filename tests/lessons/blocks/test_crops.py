"""The part of a screenshot that is shown: what the editor chooses, and what is refused."""

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from home.images.crops import WHOLE
from home.images.masking import Box
from lessons.blocks import ScreenshotBlock
from lessons.blocks.crops import CropBlock
from tests.factories import SiteImageFactory
from tests.lessons.blocks.test_screenshots import marker, screenshot

TARGET = {"x": 8, "y": 60, "width": 20, "height": 8, "target": True}
FRAME = {"choice": "frame", "x": 0, "y": 50, "width": 50, "height": 50}


def shown(crop: Any = None, size: tuple[int, int] = (1200, 800), **more: Any) -> Any:
    """A screenshot of this size with a target, and `crop` as its editor chose it."""
    markers = [marker(label="Menu", x=80, y=2, width=15, height=6), marker(label="Valider", **TARGET)]
    value = screenshot(**{"markers": markers, **({"crop": crop} if crop else {}), **more})
    value["image"] = SimpleNamespace(width=size[0], height=size[1])
    return value


def test_a_screenshot_stored_before_crops_existed_is_cropped_around_its_target() -> None:
    stored = {"image": None, "alt": "", "markers": [{"type": "item", "id": "1", "value": marker(**TARGET)}]}
    value = ScreenshotBlock().to_python(stored)
    value["image"] = SimpleNamespace(width=1200, height=800)
    assert value.crop_in_use.width == 45.2


def test_the_editor_may_show_the_whole_picture() -> None:
    value = shown({"choice": "whole"})
    assert value.crop_in_use == WHOLE
    assert not value.is_cropped


def test_markers_are_placed_on_the_part_that_is_shown() -> None:
    menu, button = shown(FRAME).shown_markers
    assert (menu.number, menu.label, menu.box) == (1, "Menu", None)
    assert (button.number, button.is_target, button.box) == (2, True, Box(16, 20, 40, 16))


def test_a_marker_partly_outside_is_cut_at_the_edge() -> None:
    value = shown(FRAME, markers=[marker(x=40, y=60, width=20, height=8, target=True)])
    assert value.shown_markers[0].box == Box(80, 20, 20, 16)


@pytest.mark.parametrize(
    "crop",
    [
        {"choice": "frame"},
        {"choice": "frame", "x": 50, "y": None, "width": 40, "height": 40},
        {"choice": "frame", "x": 100, "y": 0, "width": 40, "height": 40},
        {"choice": "frame", "x": 60, "y": 0, "width": 40, "height": 40},
        {"choice": "frame", "x": 0, "y": 20, "width": 40, "height": 41},
    ],
    ids=[
        "without numbers",
        "half written",
        "outside the picture",
        "beside the target",
        "a line of the target",
    ],
)
def test_a_frame_that_shows_nothing_useful_is_replaced_by_the_proposed_one(crop: dict[str, Any]) -> None:
    assert shown(crop).crop_in_use == shown().crop_in_use


def test_a_frame_that_leaves_the_picture_is_cut_at_its_edge() -> None:
    assert shown(FRAME | {"height": 90}).crop_in_use == Box(0, 50, 50, 50)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"choice": "frame"}, "choice", "Dessinez le cadre, ou écrivez ses quatre nombres."),
        (FRAME | {"x": 60}, "width", "Le cadre sort de l’image à droite : réduisez sa largeur."),
        (FRAME | {"y": 60}, "height", "Le cadre sort de l’image en bas : réduisez sa hauteur."),
    ],
)
def test_a_frame_that_cannot_be_is_refused_in_french(
    values: dict[str, Any], field: str, sentence: str
) -> None:
    block = CropBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize(values))
    assert refused.value.block_errors[field].messages == [sentence]


@pytest.mark.django_db
def test_a_frame_beside_the_target_is_refused_on_submission_and_kept_in_a_draft() -> None:
    block = ScreenshotBlock()
    beside = {"choice": "frame", "x": 60, "y": 0, "width": 40, "height": 40}
    value = screenshot(image=SiteImageFactory(), alt="Page.", markers=[marker(**TARGET)], crop=beside)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    fault = refused.value.block_errors["crop"].block_errors["choice"]
    assert fault.messages == ["Ce cadre ne montre pas l’endroit où appuyer : déplacez-le."]
    block.defer_required_validation()
    assert block.clean(value)["crop"]["x"] == 60


def test_the_numbers_of_a_frame_that_is_not_used_are_not_checked() -> None:
    block = CropBlock()
    assert block.clean(block.normalize({"choice": "whole", "x": 90, "width": 90}))["choice"] == "whole"


def test_a_form_that_was_opened_before_crops_existed_is_accepted() -> None:
    sent = {"crop-" + name: "" for name in ("x", "y", "width", "height")}
    block = CropBlock()
    assert block.clean(block.value_from_datadict({}, {}, "crop"))["choice"] == "proposed"
    assert (
        block.clean(block.value_from_datadict(sent | {"crop-choice": "whole"}, {}, "crop"))["choice"]
        == "whole"
    )


def test_the_choice_is_compared_between_versions_in_words() -> None:
    block = CropBlock()
    said = [
        block.render_basic(block.normalize(values))
        for values in (FRAME, {"choice": "whole"}, {"choice": "proposed"})
    ]
    assert said == ["cadre : gauche 0, haut 50, largeur 50, hauteur 50 (%)", "image entière", ""]
