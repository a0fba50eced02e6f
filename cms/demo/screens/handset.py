"""Draws the parts of a phone: body, status bar, address bar, and the header of a site or application."""

from cms.demo.screens import icons
from cms.demo.screens.browser import ADDRESS
from cms.demo.screens.model import Rectangle, Screen
from cms.demo.screens.palette import BODY, CHROME, INK, INK_SOFT, WHITE
from cms.demo.screens.scene import Scene
from cms.demo.screens.style import Style
from cms.demo.screens.typeface import Type, ellipse

SITE = Type(25, 700)


def body(scene: Scene, glass: Rectangle) -> None:
    """Draw the phone under all other strokes."""
    scene.panel(glass, WHITE, radius=44, at=0)
    edge = 16
    outside = Rectangle(glass.x - edge, glass.y - edge, glass.width + 2 * edge, glass.height + 2 * edge)
    scene.panel(outside, BODY, radius=44 + edge, at=0)
    scene.panel(Rectangle(glass.x + glass.width / 2 - 70, glass.y + glass.height - 16, 140, 6), INK, radius=3)


def status_bar(scene: Scene, bar: Rectangle) -> float:
    middle = bar.y + 28
    scene.words((bar.x + 36, middle), "10:24", Type(20, 700), INK)
    icons.phone_status(scene, bar.x + bar.width - 34, middle, INK)
    return bar.y + bar.height


def address_bar(scene: Scene, screen: Screen, bar: Rectangle) -> float:
    middle = bar.y + bar.height / 2
    scene.panel(bar, CHROME, radius=24)
    icons.lock(scene, (bar.x + 28, middle), INK_SOFT, 20)
    words = ellipse(screen.address, ADDRESS, bar.width - 70)
    scene.words((bar.x + 48, middle), words, ADDRESS, INK)
    scene.place("address", bar)
    return bar.y + bar.height + 12


def site_band(scene: Scene, screen: Screen, style: Style, band: Rectangle) -> float:
    """Draw the header: white on a website; in the accent colour in an application, which has no address."""
    application, strong = not screen.address, style.accent.strong
    middle = band.y + (38 if application else 34)
    if application:
        scene.panel(band, strong)
        icons.chevron(scene, (band.x + 34, middle), WHITE, 28)
    else:
        scene.panel(Rectangle(band.x, band.y + band.height - 4, band.width, 4), strong)
    left = band.x + (60 if application else 28)
    room = band.x + band.width - left - (84 if screen.menu else 28)
    site = ellipse(screen.site, SITE, room)
    scene.words((left, middle), site, SITE, WHITE if application else INK)
    scene.place("site", Rectangle(left, middle - 20, SITE.width(site), 40))
    if screen.menu:
        _menu(scene, screen, (band.x + band.width - 48, middle), WHITE if application else strong)
    return band.y + band.height


def _menu(scene: Scene, screen: Screen, centre: tuple[float, float], colour: str) -> None:
    """Draw the menu button. It hides all menu entries, so their markers are placed on it."""
    icons.burger(scene, centre, colour, 32)
    place = Rectangle(centre[0] - 22, centre[1] - 22, 44, 44)
    for number, row in enumerate(screen.menu, start=1):
        for name in (row.id, f"menu-{number}"):
            scene.place(name, place)
