"""The StreamField blocks of a guide. Owns the fields of a step; does not know pages, search or paper."""

from lessons.blocks.lists import ItemsBlock
from lessons.blocks.screenshot_editor import ScreenshotBlockAdapter
from lessons.blocks.screenshots import MarkerBlock, ScreenshotBlock, ScreenshotValue
from lessons.blocks.step_editor import StepBlockAdapter
from lessons.blocks.steps import StepBlock, StepsBlock, StepValue

__all__ = [
    "ItemsBlock",
    "MarkerBlock",
    "ScreenshotBlock",
    "ScreenshotBlockAdapter",
    "ScreenshotValue",
    "StepBlock",
    "StepBlockAdapter",
    "StepValue",
    "StepsBlock",
]
