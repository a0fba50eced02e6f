"""Draws the frame around the content: a browser window, a phone, a sheet of paper."""

from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from cms.demo.screens import browser, handset
from cms.demo.screens.cursor import Cursor
from cms.demo.screens.layout import flow
from cms.demo.screens.model import Element, Rectangle, Screen, TextLine
from cms.demo.screens.palette import ACCENTS, BACKDROP, LINE, PAGE, SKELETON, WHITE
from cms.demo.screens.scene import Scene
from cms.demo.screens.style import Style, computer_style, paper_style, phone_style
from cms.demo.screens.typeface import Type

COMPUTER_WIDTH, WIDE_COMPUTER_WIDTH, PHONE_WIDTH, PAPER_WIDTH = 860, 1200, 540, 760
COMPUTER_HEIGHTS = (560, 900)
PHONE_HEIGHTS = (760, 1100)


@dataclass(frozen=True)
class Drawn:
    """A screen whose elements have their places; its pixels are drawn when they are asked for."""

    scene: Scene
    width: int
    height: int
    backdrop: str

    @property
    def places(self) -> dict[str, Rectangle]:
        return self.scene.places

    @property
    def lines(self) -> list[TextLine]:
        return self.scene.lines

    @cached_property
    def image(self) -> Image.Image:
        return self.scene.picture(self.width, self.height, self.backdrop)


def draw_screen(screen: Screen) -> Drawn:
    """Draw the screen; use the compact style only if the page would otherwise be too high."""
    draw = {"computer": computer, "phone": phone, "paper": paper}[screen.frame]
    accent = ACCENTS[screen.accent]
    style = {"computer": computer_style, "phone": phone_style, "paper": paper_style}[screen.frame](accent)
    highest = {"computer": COMPUTER_HEIGHTS[1], "phone": PHONE_HEIGHTS[1], "paper": 1200}[screen.frame]
    drawn = draw(screen, style)
    return drawn if drawn.height <= highest else draw(screen, style.compact())


def computer(screen: Screen, style: Style) -> Drawn:
    scene = Scene()
    wide = any(_needs_width(element) for element in screen.content)
    narrowest = max(COMPUTER_WIDTH, browser.band_width(screen))
    whole = WIDE_COMPUTER_WIDTH if wide else min(narrowest, WIDE_COMPUTER_WIDTH)
    top = browser.bar(scene, screen, whole)
    if screen.site or screen.menu:
        top = browser.site_band(scene, screen, style, Rectangle(0, top, whole, 88))
    margin, side = 32, 44
    x, y, width = 40, top + margin, (whole if wide else COMPUTER_WIDTH) - 80
    under = len(scene.strokes)
    inner = flow(Cursor(scene, style, x + side, y + style.padding, width - 2 * side), screen.content)
    card = Rectangle(x, y, width, inner + 2 * style.padding + 4)
    scene.panel(card, WHITE, radius=12, edge=(LINE, 1.5), at=under)
    height = round(max(y + card.height + margin, COMPUTER_HEIGHTS[0]))
    return Drawn(scene, whole, height, PAGE)


def _needs_width(element: Element) -> bool:
    return element.kind in {"columns", "mails"} or any(len(row.cells) > 2 for row in element.rows)


def phone(screen: Screen, style: Style) -> Drawn:
    scene, edge, side = Scene(), 28, 28
    width = PHONE_WIDTH - 2 * edge
    top = handset.status_bar(scene, Rectangle(edge, edge, width, 54))
    if screen.address:
        top = handset.address_bar(scene, screen, Rectangle(edge + 18, top, width - 36, 48))
    if screen.site:
        top = handset.site_band(scene, screen, style, Rectangle(edge, top, width, 76))
    inner = flow(Cursor(scene, style, edge + side, top + style.padding, width - 2 * side), screen.content)
    height = round(max(top + style.padding + inner + 70 + edge, PHONE_HEIGHTS[0]))
    handset.body(scene, Rectangle(edge, edge, width, height - 2 * edge))
    return Drawn(scene, PHONE_WIDTH, height, BACKDROP)


def paper(screen: Screen, style: Style) -> Drawn:
    scene, margin = Scene(), 48
    x, y, width = 40, 36, PAPER_WIDTH - 80
    cursor = Cursor(scene, style, x + margin, y + margin, width - 2 * margin)
    if screen.site:
        scene.panel(Rectangle(cursor.x, cursor.y - 8, 64, 8), style.accent.strong)
        letterhead = cursor.down(14).paragraph(screen.site, Type(28, 700))
        scene.place("site", letterhead)
        cursor = cursor.down(14 + letterhead.height + 34)
    inner = flow(cursor, screen.content)
    height = round(max(cursor.y + inner + margin + y, 480))
    sheet = Rectangle(x, y, width, height - 2 * y)
    scene.panel(sheet, WHITE, radius=3, edge=(LINE, 1.5), at=0)
    scene.panel(Rectangle(x + 6, y + 8, width, sheet.height), SKELETON, radius=3, at=0)
    return Drawn(scene, PAPER_WIDTH, height, BACKDROP)
