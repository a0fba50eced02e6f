"""Draws the demo screenshots from screens.yaml. Owns their look and their markers; knows no model and no web site."""

from cms.demo.screens.draw import draw_folder, outdated_files
from cms.demo.screens.spec import SpecError

__all__ = ["SpecError", "draw_folder", "outdated_files"]
