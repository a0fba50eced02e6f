"""Draws form controls: fields, choices, buttons, links, codes, keypads, files.

Each function draws at a spot, records the element's position for markers, and returns its height.
"""

from cms.demo.screens import icons
from cms.demo.screens.model import Element, Rectangle
from cms.demo.screens.palette import CHROME, INK, INK_SOFT, LINE, LINE_STRONG, PAGE, WHITE
from cms.demo.screens.spot import Spot
from cms.demo.screens.typeface import ellipse

BORDER = 2
KEYPAD_DIGITS = "7294 05 8136"
"""Shuffled, as on a bank's screen; a space is an empty key."""


def _label(spot: Spot, element: Element) -> float:
    """Draw label and hint above a control, and return their height, including the gap below.

    The hint goes on the label's line if it fits, so that controls in adjacent columns stay level.
    """
    down, after = 0.0, 0.0
    if element.label:
        label = spot.paragraph(element.label, spot.style.body.bold())
        down, after = label.height, label.width + 14
    small = spot.style.small
    if (
        element.hint
        and down == spot.style.body.line
        and after + small.width(element.hint) <= _field_width(spot)
    ):
        spot.scene.words((spot.x + after, spot.y + down / 2 + 1), element.hint, small, INK_SOFT)
    elif element.hint:
        down += spot.down(down).paragraph(element.hint, small, INK_SOFT).height
    return down + 8 if down else 0


def _field_width(spot: Spot) -> float:
    return spot.width if spot.style.full_width else min(spot.width, spot.style.widest_field)


def _well(spot: Spot, width: float) -> float:
    height = spot.style.field_height
    well = spot.box(width, height)
    spot.scene.panel(well, WHITE, radius=spot.style.radius, edge=(LINE_STRONG, BORDER))
    return height


def field(spot: Spot, element: Element) -> float:
    down = _label(spot, element)
    width = _field_width(spot)
    well = spot.down(down)
    height = _well(well, width)
    if element.value:
        words = ellipse(element.value, spot.style.body, width - 36)
        spot.scene.words((spot.x + 18, well.y + height / 2), words, spot.style.body, INK)
    spot.scene.place(element.id, spot.box(width, down + height))
    return down + height


def password(spot: Spot, element: Element) -> float:
    down = _label(spot, element)
    width = _field_width(spot)
    well = spot.down(down)
    height = _well(well, width)
    for number in range(10 if element.value else 0):
        spot.scene.disc((spot.x + 26 + number * 20, well.y + height / 2), 6, INK)
    spot.scene.place(element.id, spot.box(width, down + height))
    return down + height


def choice(spot: Spot, element: Element) -> float:
    size, line = 32, spot.style.body.line
    words = Spot(spot.scene, spot.style, spot.x + size + 16, spot.y + 2, spot.width - size - 16)
    box = words.paragraph(element.label, spot.style.body)
    height = box.height + 4
    if element.hint:
        hint = words.down(box.height).paragraph(element.hint, spot.style.small, INK_SOFT)
        box = Rectangle(box.x, box.y, max(box.width, hint.width), box.height + hint.height)
        height += hint.height
    _tickable(spot, element, size, spot.y + 2 + line / 2)
    spot.scene.place(element.id, spot.box(size + 16 + box.width, height))
    return height


def _tickable(spot: Spot, element: Element, size: float, middle: float) -> None:
    scene, strong = spot.scene, spot.style.accent.strong
    centre = (spot.x + size / 2, middle)
    line = strong if element.checked else LINE_STRONG
    box = Rectangle(spot.x, middle - size / 2, size, size)
    if element.style == "radio":
        scene.disc(centre, size / 2, WHITE, edge=(line, 2.5))
        if element.checked:
            scene.disc(centre, size * 0.28, strong)
        return
    scene.panel(box, strong if element.checked else WHITE, radius=5, edge=(line, 2.5))
    if element.checked:
        icons.tick(scene, centre, WHITE, 24)


def button(spot: Spot, element: Element) -> float:
    width, height = button_width(spot, element), spot.style.button_height
    strong, main = spot.style.accent.strong, element.style == "main"
    box = spot.box(width, height)
    spot.scene.panel(box, strong if main else WHITE, radius=spot.style.radius, edge=(strong, BORDER))
    kind = spot.style.body.bold()
    words = ellipse(element.label, kind, width - 32)
    centre = (spot.x + width / 2, spot.y + height / 2)
    spot.scene.words(centre, words, kind, WHITE if main else strong, anchor="m")
    spot.scene.place(element.id, box)
    return height


def button_width(spot: Spot, element: Element) -> float:
    if spot.style.full_width:
        return spot.width
    natural = round(spot.style.body.bold().width(element.label)) + 72
    return min(spot.width, max(natural, 200))


def link(spot: Spot, element: Element) -> float:
    strong, kind = spot.style.accent.strong, spot.style.body
    box = spot.paragraph(element.label, kind, strong)
    lines = round(box.height / kind.line)
    if lines == 1:
        spot.scene.panel(Rectangle(spot.x, spot.y + kind.line * 0.5 + kind.size * 0.5, box.width, 2), strong)
    spot.scene.place(element.id, box)
    return box.height


def code(spot: Spot, element: Element) -> float:
    down = _label(spot, element)
    gap = 12
    widest = 72 if spot.style.full_width else 60
    side = min(widest, (spot.width - gap * (element.count - 1)) / element.count)
    height = min(round(side * 1.2), 76)
    for number in range(element.count):
        box = Rectangle(spot.x + number * (side + gap), spot.y + down, side, height)
        spot.scene.panel(box, WHITE, radius=spot.style.radius, edge=(LINE_STRONG, BORDER))
        digit = element.value[number : number + 1].strip()
        if digit:
            centre = (box.x + side / 2, box.y + height / 2)
            spot.scene.words(centre, digit, spot.style.title, INK, anchor="m")
    width = side * element.count + gap * (element.count - 1)
    spot.scene.place(element.id, spot.box(width, down + height))
    return down + height


def keypad(spot: Spot, element: Element) -> float:
    down = _label(spot, element)
    columns, gap = 4, 10
    widest = 120 if spot.style.full_width else 88
    side, high = min(widest, (spot.width - gap * (columns + 1)) / columns), 62
    rows = len(KEYPAD_DIGITS) // columns
    pad = spot.down(down).box(columns * (side + gap) + gap, rows * (high + gap) + gap)
    spot.scene.panel(pad, CHROME, radius=spot.style.radius)
    for number, digit in enumerate(KEYPAD_DIGITS):
        x = pad.x + gap + number % columns * (side + gap)
        y = pad.y + gap + number // columns * (high + gap)
        spot.scene.panel(Rectangle(x, y, side, high), PAGE if digit == " " else WHITE, radius=6)
        spot.scene.words((x + side / 2, y + high / 2), digit.strip(), spot.style.title, INK, anchor="m")
    spot.scene.place(element.id, spot.box(pad.width, down + pad.height))
    return down + pad.height


def file(spot: Spot, element: Element) -> float:
    scene, strong, wash = spot.scene, spot.style.accent.strong, spot.style.accent.wash
    width = spot.width if spot.style.full_width else min(spot.width, 692)
    height = 150 if element.value else 96
    box = spot.box(width, height)
    scene.panel(box, wash, radius=spot.style.radius, edge=(strong, BORDER))
    kind = spot.style.body.bold()
    icons.upload(scene, (spot.x + 44, spot.y + 46), strong, 36)
    words = ellipse(element.label, kind, width - 100)
    scene.words((spot.x + 80, spot.y + 48), words, kind, strong)
    if element.value:
        chip = Rectangle(spot.x + 20, spot.y + 84, width - 40, 48)
        scene.panel(chip, WHITE, radius=6, edge=(LINE, 1))
        icons.sheet(scene, (chip.x + 26, chip.y + 24), strong, WHITE)
        name = ellipse(element.value, spot.style.small, chip.width - 110)
        scene.words((chip.x + 56, chip.y + 24), name, spot.style.small, INK)
        icons.tick(scene, (chip.x + chip.width - 28, chip.y + 24), strong, 26)
    scene.place(element.id, box)
    return height
