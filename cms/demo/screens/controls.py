"""Draws form controls: fields, choices, buttons, links, codes, keypads, files.

Each function draws at a cursor, records the element's position for markers, and returns its height.
"""

from cms.demo.screens import icons
from cms.demo.screens.cursor import Cursor
from cms.demo.screens.model import Element, Rectangle
from cms.demo.screens.palette import CHROME, INK, INK_SOFT, LINE, LINE_STRONG, PAGE, WHITE
from cms.demo.screens.typeface import ellipse

BORDER = 2
KEYPAD_DIGITS = "7294 05 8136"
"""Shuffled, as on a bank's screen; a space is an empty key."""


def _label(cursor: Cursor, element: Element) -> float:
    """Draw label and hint above a control, and return their height, including the gap below.

    The hint goes on the label's line if it fits, so that controls in adjacent columns stay level.
    """
    down, after = 0.0, 0.0
    if element.label:
        label = cursor.paragraph(element.label, cursor.style.body.bold())
        down, after = label.height, label.width + 14
    small = cursor.style.small
    if (
        element.hint
        and down == cursor.style.body.line
        and after + small.width(element.hint) <= _field_width(cursor)
    ):
        cursor.scene.words((cursor.x + after, cursor.y + down / 2 + 1), element.hint, small, INK_SOFT)
    elif element.hint:
        down += cursor.down(down).paragraph(element.hint, small, INK_SOFT).height
    return down + 8 if down else 0


def _field_width(cursor: Cursor) -> float:
    return cursor.width if cursor.style.full_width else min(cursor.width, cursor.style.widest_field)


def _well(cursor: Cursor, width: float) -> float:
    height = cursor.style.field_height
    well = cursor.box(width, height)
    cursor.scene.panel(well, WHITE, radius=cursor.style.radius, edge=(LINE_STRONG, BORDER))
    return height


def field(cursor: Cursor, element: Element) -> float:
    down = _label(cursor, element)
    width = _field_width(cursor)
    well = cursor.down(down)
    height = _well(well, width)
    if element.value:
        words = ellipse(element.value, cursor.style.body, width - 36)
        cursor.scene.words((cursor.x + 18, well.y + height / 2), words, cursor.style.body, INK)
    cursor.scene.place(element.id, cursor.box(width, down + height))
    return down + height


def password(cursor: Cursor, element: Element) -> float:
    down = _label(cursor, element)
    width = _field_width(cursor)
    well = cursor.down(down)
    height = _well(well, width)
    for number in range(10 if element.value else 0):
        cursor.scene.disc((cursor.x + 26 + number * 20, well.y + height / 2), 6, INK)
    cursor.scene.place(element.id, cursor.box(width, down + height))
    return down + height


def choice(cursor: Cursor, element: Element) -> float:
    size, line = 32, cursor.style.body.line
    words = Cursor(cursor.scene, cursor.style, cursor.x + size + 16, cursor.y + 2, cursor.width - size - 16)
    box = words.paragraph(element.label, cursor.style.body)
    height = box.height + 4
    if element.hint:
        hint = words.down(box.height).paragraph(element.hint, cursor.style.small, INK_SOFT)
        box = Rectangle(box.x, box.y, max(box.width, hint.width), box.height + hint.height)
        height += hint.height
    _tickable(cursor, element, size, cursor.y + 2 + line / 2)
    cursor.scene.place(element.id, cursor.box(size + 16 + box.width, height))
    return height


def _tickable(cursor: Cursor, element: Element, size: float, middle: float) -> None:
    scene, strong = cursor.scene, cursor.style.accent.strong
    centre = (cursor.x + size / 2, middle)
    line = strong if element.checked else LINE_STRONG
    box = Rectangle(cursor.x, middle - size / 2, size, size)
    if element.style == "radio":
        scene.disc(centre, size / 2, WHITE, edge=(line, 2.5))
        if element.checked:
            scene.disc(centre, size * 0.28, strong)
        return
    scene.panel(box, strong if element.checked else WHITE, radius=5, edge=(line, 2.5))
    if element.checked:
        icons.tick(scene, centre, WHITE, 24)


def button(cursor: Cursor, element: Element) -> float:
    width, height = button_width(cursor, element), cursor.style.button_height
    strong, main = cursor.style.accent.strong, element.style == "main"
    box = cursor.box(width, height)
    cursor.scene.panel(box, strong if main else WHITE, radius=cursor.style.radius, edge=(strong, BORDER))
    kind = cursor.style.body.bold()
    words = ellipse(element.label, kind, width - 32)
    centre = (cursor.x + width / 2, cursor.y + height / 2)
    cursor.scene.words(centre, words, kind, WHITE if main else strong, anchor="m")
    cursor.scene.place(element.id, box)
    return height


def button_width(cursor: Cursor, element: Element) -> float:
    if cursor.style.full_width:
        return cursor.width
    natural = round(cursor.style.body.bold().width(element.label)) + 72
    return min(cursor.width, max(natural, 200))


def link(cursor: Cursor, element: Element) -> float:
    strong, kind = cursor.style.accent.strong, cursor.style.body
    box = cursor.paragraph(element.label, kind, strong)
    lines = round(box.height / kind.line)
    if lines == 1:
        cursor.scene.panel(
            Rectangle(cursor.x, cursor.y + kind.line * 0.5 + kind.size * 0.5, box.width, 2), strong
        )
    cursor.scene.place(element.id, box)
    return box.height


def code(cursor: Cursor, element: Element) -> float:
    down = _label(cursor, element)
    gap = 12
    widest = 72 if cursor.style.full_width else 60
    side = min(widest, (cursor.width - gap * (element.count - 1)) / element.count)
    height = min(round(side * 1.2), 76)
    for number in range(element.count):
        box = Rectangle(cursor.x + number * (side + gap), cursor.y + down, side, height)
        cursor.scene.panel(box, WHITE, radius=cursor.style.radius, edge=(LINE_STRONG, BORDER))
        digit = element.value[number : number + 1].strip()
        if digit:
            centre = (box.x + side / 2, box.y + height / 2)
            cursor.scene.words(centre, digit, cursor.style.title, INK, anchor="m")
    width = side * element.count + gap * (element.count - 1)
    cursor.scene.place(element.id, cursor.box(width, down + height))
    return down + height


def keypad(cursor: Cursor, element: Element) -> float:
    down = _label(cursor, element)
    columns, gap = 4, 10
    widest = 120 if cursor.style.full_width else 88
    side, high = min(widest, (cursor.width - gap * (columns + 1)) / columns), 62
    rows = len(KEYPAD_DIGITS) // columns
    pad = cursor.down(down).box(columns * (side + gap) + gap, rows * (high + gap) + gap)
    cursor.scene.panel(pad, CHROME, radius=cursor.style.radius)
    for number, digit in enumerate(KEYPAD_DIGITS):
        x = pad.x + gap + number % columns * (side + gap)
        y = pad.y + gap + number // columns * (high + gap)
        cursor.scene.panel(Rectangle(x, y, side, high), PAGE if digit == " " else WHITE, radius=6)
        cursor.scene.words((x + side / 2, y + high / 2), digit.strip(), cursor.style.title, INK, anchor="m")
    cursor.scene.place(element.id, cursor.box(pad.width, down + pad.height))
    return down + pad.height


def file(cursor: Cursor, element: Element) -> float:
    scene, strong, wash = cursor.scene, cursor.style.accent.strong, cursor.style.accent.wash
    width = cursor.width if cursor.style.full_width else min(cursor.width, 692)
    height = 150 if element.value else 96
    box = cursor.box(width, height)
    scene.panel(box, wash, radius=cursor.style.radius, edge=(strong, BORDER))
    kind = cursor.style.body.bold()
    icons.upload(scene, (cursor.x + 44, cursor.y + 46), strong, 36)
    words = ellipse(element.label, kind, width - 100)
    scene.words((cursor.x + 80, cursor.y + 48), words, kind, strong)
    if element.value:
        chip = Rectangle(cursor.x + 20, cursor.y + 84, width - 40, 48)
        scene.panel(chip, WHITE, radius=6, edge=(LINE, 1))
        icons.sheet(scene, (chip.x + 26, chip.y + 24), strong, WHITE)
        name = ellipse(element.value, cursor.style.small, chip.width - 110)
        scene.words((chip.x + 56, chip.y + 24), name, cursor.style.small, INK)
        icons.tick(scene, (chip.x + chip.width - 28, chip.y + 24), strong, 26)
    scene.place(element.id, box)
    return height
