"""Collects strokes and renders them as a picture. Knows shapes and text, but no form controls."""

from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from cms.demo.screens.model import Rectangle, TextLine
from cms.demo.screens.typeface import CAP_HEIGHT, SCALE, Type, clean, font

Stroke = Callable[[ImageDraw.ImageDraw], None]
Point = tuple[float, float]
Edge = tuple[str, float]
"""Colour and width of an outline."""


class Scene:
    """Strokes are collected first, so that a background can go under elements whose size is known later."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self.places: dict[str, Rectangle] = {}
        self.lines: list[TextLine] = []

    def place(self, name: str, box: Rectangle) -> None:
        """Record the position of the element called `name`; elements without a name are ignored."""
        if name:
            self.places[name] = box

    def panel(
        self,
        box: Rectangle,
        fill: str | None,
        *,
        radius: float = 0,
        edge: Edge | None = None,
        at: int = -1,
    ) -> None:
        """Draw a filled rectangle. `at` inserts it at that index, under all later strokes."""
        line, width = edge or (None, 0)

        def stroke(pen: ImageDraw.ImageDraw) -> None:
            corners = [_px(box.x), _px(box.y), _px(box.x + box.width) - 1, _px(box.y + box.height) - 1]
            pen.rounded_rectangle(corners, _px(radius), fill=fill, outline=line, width=_px(width))

        self.strokes.insert(len(self.strokes) if at < 0 else at, stroke)

    def words(self, at: Point, words: str, style: Type, colour: str, *, anchor: str = "l") -> None:
        """Draw one line. `at` is the vertical middle of its capitals. `anchor` is l, m or r."""
        x, middle = at
        width = style.width(words)
        left = x - {"l": 0, "m": width / 2, "r": width}[anchor]
        self.lines.append(TextLine(Rectangle(left, middle - style.size / 2, width, style.size), style.size))

        def stroke(pen: ImageDraw.ImageDraw) -> None:
            base = _px(middle + style.size * CAP_HEIGHT / 2)
            pen.text((_px(x), base), clean(words), font=font(style), fill=colour, anchor=f"{anchor}s")

        self.strokes.append(stroke)

    def path(self, points: Sequence[Point], colour: str, width: float) -> None:
        def stroke(pen: ImageDraw.ImageDraw) -> None:
            scaled = [(_px(x), _px(y)) for x, y in points]
            pen.line(scaled, fill=colour, width=_px(width), joint="curve")
            for x, y in scaled:
                half = _px(width) / 2
                pen.ellipse([x - half, y - half, x + half, y + half], fill=colour)

        self.strokes.append(stroke)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.strokes.append(lambda pen: pen.polygon([(_px(x), _px(y)) for x, y in points], fill=colour))

    def disc(self, centre: Point, radius: float, fill: str | None, *, edge: Edge | None = None) -> None:
        x, y = centre
        box = Rectangle(x - radius, y - radius, radius * 2, radius * 2)
        self.panel(box, fill, radius=radius, edge=edge)

    def picture(self, width: int, height: int, backdrop: str) -> Image.Image:
        image = Image.new("RGB", (width * SCALE, height * SCALE), backdrop)
        pen = ImageDraw.Draw(image)
        for stroke in self.strokes:
            stroke(pen)
        return image.reduce(SCALE)


def _px(value: float) -> int:
    return round(value * SCALE)
