"""StreamField blocks for any page: menu links and the body of plain pages. Knows nothing of guide steps."""

from home.blocks.body import BodyBlock
from home.blocks.links import LinkBlock, MenuBlock

__all__ = ["BodyBlock", "LinkBlock", "MenuBlock"]
