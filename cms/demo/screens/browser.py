"""Draws the parts of a desktop browser window: address bar and site header."""

from math import ceil

from cms.demo.screens import icons
from cms.demo.screens.model import Rectangle, Screen
from cms.demo.screens.palette import CHROME, CHROME_DOT, INK, INK_SOFT, WHITE
from cms.demo.screens.scene import Scene
from cms.demo.screens.style import Style
from cms.demo.screens.typeface import Type, ellipse

ADDRESS = Type(22)
SITE = Type(28, 700)
MENU = Type(21)
SIDE, MENU_GAP = 44, 36


def bar(scene: Scene, screen: Screen, width: float) -> float:
    scene.panel(Rectangle(0, 0, width, 64), CHROME)
    for number in range(3):
        scene.disc((34 + number * 30, 32), 9, CHROME_DOT)
    address = Rectangle(132, 11, width - 132 - 40, 42)
    scene.panel(address, WHITE, radius=21)
    if screen.address:
        icons.lock(scene, (address.x + 28, 32), INK_SOFT, 20)
        words = ellipse(screen.address, ADDRESS, address.width - 80)
        scene.words((address.x + 50, 32), words, ADDRESS, INK)
    scene.place("address", address)
    return 64


def band_width(screen: Screen) -> int:
    """Return the width that the name of the site and its menu need beside each other."""
    menu = sum(MENU.width(row.cells[0]) + MENU_GAP for row in screen.menu)
    return ceil(2 * SIDE + SITE.width(screen.site) + menu)


def site_band(scene: Scene, screen: Screen, style: Style, band: Rectangle) -> float:
    middle, side = band.y + 42, SIDE
    scene.panel(band, WHITE)
    scene.panel(Rectangle(0, band.y + band.height - 5, band.width, 5), style.accent.strong)
    right = band.width - side
    for number, row in reversed(list(enumerate(screen.menu, start=1))):
        width = MENU.width(row.cells[0])
        scene.words((right, middle), row.cells[0], MENU, style.accent.strong, anchor="r")
        for name in (row.id, f"menu-{number}"):
            scene.place(name, Rectangle(right - width, middle - 20, width, 40))
        right -= width + MENU_GAP
    site = ellipse(screen.site, SITE, right - side)
    scene.words((side, middle), site, SITE, INK)
    scene.place("site", Rectangle(side, middle - 22, SITE.width(site), 44))
    return band.y + band.height
