"""Blocks that any page may use: links of the menus, the body of a plain page. Knows nothing of steps."""

from home.blocks.body import BodyBlock
from home.blocks.links import LinkBlock, MenuBlock

__all__ = ["BodyBlock", "LinkBlock", "MenuBlock"]
