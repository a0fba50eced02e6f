"""Draws the demo screenshots and their markers from screens.yaml. Knows no model and no website."""

from cms.demo.screens.guide_folders import draw_folder, outdated_files
from cms.demo.screens.spec import SpecError

__all__ = ["SpecError", "draw_folder", "outdated_files"]
