"""Line-drawn icons that the fonts lack. Each is centred on a point."""

from cms.demo.screens.model import Rectangle
from cms.demo.screens.scene import Point, Scene


def lock(scene: Scene, at: Point, colour: str, size: float = 20) -> None:
    x, y = at
    arch = Rectangle(x - size * 0.26, y - size * 0.5, size * 0.52, size * 0.7)
    scene.panel(arch, None, radius=size * 0.26, edge=(colour, size * 0.12))
    scene.panel(
        Rectangle(x - size * 0.4, y - size * 0.08, size * 0.8, size * 0.58), colour, radius=size * 0.1
    )


def tick(scene: Scene, at: Point, colour: str, size: float = 20) -> None:
    x, y = at
    points = [(x - size * 0.36, y), (x - size * 0.1, y + size * 0.28), (x + size * 0.38, y - size * 0.28)]
    scene.path(points, colour, size * 0.16)


def info(scene: Scene, at: Point, colour: str, inside: str, size: float = 30) -> None:
    x, y = at
    scene.disc(at, size / 2, colour)
    scene.disc((x, y - size * 0.22), size * 0.075, inside)
    scene.path([(x, y - size * 0.02), (x, y + size * 0.24)], inside, size * 0.13)


def alert(scene: Scene, at: Point, colour: str, inside: str, size: float = 30) -> None:
    x, y = at
    scene.shape(
        [(x, y - size * 0.52), (x + size * 0.58, y + size * 0.46), (x - size * 0.58, y + size * 0.46)], colour
    )
    scene.path([(x, y - size * 0.14), (x, y + size * 0.12)], inside, size * 0.12)
    scene.disc((x, y + size * 0.31), size * 0.075, inside)


def success(scene: Scene, at: Point, colour: str, inside: str, size: float = 30) -> None:
    scene.disc(at, size / 2, colour)
    tick(scene, at, inside, size * 0.66)


def upload(scene: Scene, at: Point, colour: str, size: float = 30) -> None:
    x, y = at
    scene.path([(x, y + size * 0.2), (x, y - size * 0.42)], colour, size * 0.1)
    scene.path(
        [(x - size * 0.24, y - size * 0.18), (x, y - size * 0.42), (x + size * 0.24, y - size * 0.18)],
        colour,
        size * 0.1,
    )
    tray = [(x - size * 0.44, y + size * 0.16), (x - size * 0.44, y + size * 0.44)]
    scene.path(
        [*tray, (x + size * 0.44, y + size * 0.44), (x + size * 0.44, y + size * 0.16)], colour, size * 0.1
    )


def sheet(scene: Scene, at: Point, colour: str, inside: str, size: float = 30) -> None:
    x, y = at
    scene.panel(
        Rectangle(x - size * 0.36, y - size * 0.48, size * 0.72, size * 0.96), colour, radius=size * 0.08
    )
    for shift in (-0.2, 0.0, 0.2):
        scene.path(
            [(x - size * 0.18, y + size * shift), (x + size * 0.18, y + size * shift)], inside, size * 0.08
        )


def chevron(scene: Scene, at: Point, colour: str, size: float = 20) -> None:
    """Draw a left-pointing "back" chevron."""
    x, y = at
    points = [(x + size * 0.2, y - size * 0.45), (x - size * 0.25, y), (x + size * 0.2, y + size * 0.45)]
    scene.path(points, colour, size * 0.15)


def burger(scene: Scene, at: Point, colour: str, size: float = 28) -> None:
    x, y = at
    for shift in (-0.32, 0.0, 0.32):
        scene.path(
            [(x - size * 0.45, y + size * shift), (x + size * 0.45, y + size * shift)], colour, size * 0.12
        )


def phone_status(scene: Scene, right: float, middle: float, colour: str) -> None:
    """Draw signal bars and a battery that end at `right`."""
    scene.panel(Rectangle(right - 34, middle - 8, 30, 16), None, radius=4, edge=(colour, 2))
    scene.panel(Rectangle(right - 30, middle - 4, 17, 8), colour, radius=1)
    scene.panel(Rectangle(right - 3, middle - 3, 3, 6), colour, radius=1)
    for number in range(4):
        high = 5 + number * 4
        scene.panel(Rectangle(right - 70 + number * 7, middle + 8 - high, 5, high), colour, radius=1)
