"""What stands around the content: a browser window, a telephone, a sheet of paper."""

from dataclasses import dataclass

from PIL import Image

from cms.demo.screens import icons
from cms.demo.screens.layout import flow
from cms.demo.screens.model import Box, Screen
from cms.demo.screens.palette import (
    ACCENTS,
    BACKDROP,
    BODY,
    CHROME,
    CHROME_DOT,
    INK,
    INK_SOFT,
    LINE,
    PAGE,
    SKELETON,
    SKELETON_LIGHT,
    WHITE,
)
from cms.demo.screens.scene import Scene
from cms.demo.screens.spot import Spot
from cms.demo.screens.style import Style, computer_style, paper_style, phone_style
from cms.demo.screens.typeface import Type, ellipse

ADDRESS = Type(22)
SITE = Type(28, 700)
MENU = Type(21)
WIDE = {"columns", "rows", "mails"}
"""Contents that need the whole page."""


@dataclass(frozen=True)
class Drawn:
    image: Image.Image
    places: dict[str, Box]


def draw_screen(screen: Screen) -> Drawn:
    return {"computer": computer, "phone": phone, "paper": paper}[screen.frame](screen)


def computer(screen: Screen) -> Drawn:
    scene, style, width = Scene(), computer_style(ACCENTS[screen.accent]), 1200
    top = _browser_bar(scene, screen, width)
    top = _site_band(scene, screen, style, top, width) if screen.site or screen.menu else top
    wide = any(element.kind in WIDE for element in screen.content)
    card = Box(40, top + 32, 1120 if wide else 780, 0)
    under = len(scene.strokes)
    inner = flow(Spot(scene, style, card.x + 44, card.y + 38, card.width - 88), screen.content)
    height = round(max(card.y + inner + 38 + 44 + 32, 560))
    card = Box(card.x, card.y, card.width, height - card.y + 40 if inner == 0 else inner + 82)
    scene.panel(card, WHITE, radius=12, line=LINE, width=1.5, at=under)
    if not wide:
        _skeleton(scene, Box(852, card.y, 308, 0))
    return Drawn(scene.picture(width, height, PAGE), scene.places)


def _browser_bar(scene: Scene, screen: Screen, width: float) -> float:
    scene.panel(Box(0, 0, width, 64), CHROME)
    for number in range(3):
        scene.disc((34 + number * 30, 32), 9, CHROME_DOT)
    bar = Box(132, 11, 880, 42)
    scene.panel(bar, WHITE, radius=21)
    if screen.address:
        icons.lock(scene, (bar.x + 28, 32), INK_SOFT, 20)
        words = ellipse(screen.address, ADDRESS, bar.width - 80)
        scene.words((bar.x + 50, 32), words, ADDRESS, INK)
    scene.place("address", bar)
    return 64


def _site_band(scene: Scene, screen: Screen, style: Style, top: float, width: float) -> float:
    height, middle = 88, top + 42
    scene.panel(Box(0, top, width, height), WHITE)
    scene.panel(Box(0, top + height - 5, width, 5), style.accent.strong)
    x = width - 44
    for number, row in reversed(list(enumerate(screen.menu, start=1))):
        words = row.cells[0]
        wide = MENU.width(words)
        scene.words((x, middle), words, MENU, style.accent.strong, anchor="r")
        for name in (row.id, f"menu-{number}"):
            scene.place(name, Box(x - wide, middle - 20, wide, 40))
        x -= wide + 36
    site = ellipse(screen.site, SITE, x - 44)
    scene.words((44, middle), site, SITE, INK)
    scene.place("site", Box(44, middle - 22, SITE.width(site), 44))
    return top + height


def _skeleton(scene: Scene, at: Box) -> None:
    """The rest of the page, that does not matter: grey lines."""
    scene.panel(Box(at.x, at.y, at.width, 250), WHITE, radius=12, line=LINE, width=1.5)
    for number, (long, colour) in enumerate(
        [(150, SKELETON), (244, SKELETON_LIGHT), (220, SKELETON_LIGHT), (244, SKELETON_LIGHT), (130, SKELETON_LIGHT)]
    ):
        scene.panel(Box(at.x + 32, at.y + 40 + number * 38, long, 16 if number == 0 else 13), colour, radius=6)


def phone(screen: Screen) -> Drawn:
    scene, style, width = Scene(), phone_style(ACCENTS[screen.accent]), 540
    glass = Box(28, 28, width - 56, 0)
    under = len(scene.strokes)
    top = _phone_top(scene, screen, style, glass)
    inner = flow(Spot(scene, style, glass.x + 28, top + 28, glass.width - 56), screen.content)
    height = round(max(top + 28 + inner + 40 + 30 + 28, 760))
    glass = Box(glass.x, glass.y, glass.width, height - 56)
    body = Box(12, 12, width - 24, height - 24)
    scene.panel(glass, WHITE, radius=44, at=under)
    scene.panel(body, BODY, radius=58, at=under)
    scene.panel(Box(width / 2 - 70, height - 28 - 16, 140, 6), INK, radius=3)
    return Drawn(scene.picture(width, height, BACKDROP), scene.places)


def _phone_top(scene: Scene, screen: Screen, style: Style, glass: Box) -> float:
    scene.words((glass.x + 36, glass.y + 28), "10:24", Type(20, 700), INK)
    icons.phone_status(scene, glass.x + glass.width - 34, glass.y + 28, INK)
    top = glass.y + 54
    if screen.address:
        bar = Box(glass.x + 18, top, glass.width - 36, 48)
        scene.panel(bar, CHROME, radius=24)
        icons.lock(scene, (bar.x + 28, top + 24), INK_SOFT, 20)
        words = ellipse(screen.address, ADDRESS, bar.width - 70)
        scene.words((bar.x + 48, top + 24), words, ADDRESS, INK)
        scene.place("address", bar)
        top += 60
    if screen.site:
        top = _phone_band(scene, screen, style, Box(glass.x, top, glass.width, 76))
    return top


def _phone_band(scene: Scene, screen: Screen, style: Style, band: Box) -> float:
    """On a web site a white band; in an application, which has no address, a band of its colour."""
    app, middle = not screen.address, band.y + 36
    strong = style.accent.strong
    if app:
        scene.panel(band, strong)
        icons.chevron(scene, (band.x + 34, band.y + 38), WHITE, 28)
        middle = band.y + 38
    else:
        scene.panel(Box(band.x, band.y + band.height - 4, band.width, 4), strong)
    left = band.x + (60 if app else 28)
    room = band.x + band.width - left - (84 if screen.menu else 28)
    kind = Type(25, 700)
    site = ellipse(screen.site, kind, room)
    scene.words((left, middle), site, kind, WHITE if app else INK)
    scene.place("site", Box(left, middle - 20, kind.width(site), 40))
    if screen.menu:
        centre = (band.x + band.width - 48, middle)
        icons.burger(scene, centre, WHITE if app else strong, 32)
        for number, row in enumerate(screen.menu, start=1):
            for name in (row.id, f"menu-{number}"):
                scene.place(name, Box(centre[0] - 22, centre[1] - 22, 44, 44))
    return band.y + band.height


def paper(screen: Screen) -> Drawn:
    scene, style, width = Scene(), paper_style(ACCENTS[screen.accent]), 900
    sheet, margin = Box(40, 36, width - 80, 0), 64
    under = len(scene.strokes)
    top = sheet.y + 52
    if screen.site:
        scene.panel(Box(sheet.x + margin, top, 64, 8), style.accent.strong)
        kind = Type(28, 700, style.body.family)
        box = Spot(scene, style, sheet.x + margin, top + 20, sheet.width - 2 * margin).paragraph(screen.site, kind)
        scene.place("site", box)
        top += 20 + box.height + 34
    inner = flow(Spot(scene, style, sheet.x + margin, top, sheet.width - 2 * margin), screen.content)
    height = round(max(top + inner + 64 + 36, 560))
    sheet = Box(sheet.x, sheet.y, sheet.width, height - 72)
    scene.panel(sheet, WHITE, radius=3, line=LINE, width=1.5, at=under)
    scene.panel(Box(sheet.x + 6, sheet.y + 8, sheet.width, sheet.height), SKELETON, radius=3, at=under)
    return Drawn(scene.picture(width, height, BACKDROP), scene.places)


