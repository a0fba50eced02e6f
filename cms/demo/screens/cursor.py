"""The position and style of the next element."""

from dataclasses import dataclass, replace

from cms.demo.screens.model import Rectangle
from cms.demo.screens.palette import INK
from cms.demo.screens.scene import Scene
from cms.demo.screens.style import Style
from cms.demo.screens.typeface import Type, wrap


@dataclass(frozen=True)
class Cursor:
    scene: Scene
    style: Style
    x: float
    y: float
    width: float

    def down(self, by: float) -> "Cursor":
        return replace(self, y=self.y + by)

    def box(self, width: float, height: float) -> Rectangle:
        return Rectangle(self.x, self.y, width, height)

    def paragraph(self, words: str, kind: Type, colour: str = INK, *, right: bool = False) -> Rectangle:
        """Write wrapped text, aligned left or right, and return the rectangle that it fills."""
        lines = wrap(words, kind, self.width)
        for number, line in enumerate(lines):
            at = (self.x + self.width if right else self.x, self.y + kind.line * (number + 0.5))
            self.scene.words(at, line, kind, colour, anchor="r" if right else "l")
        return self.box(max(kind.width(line) for line in lines), kind.line * len(lines))
