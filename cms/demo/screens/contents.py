"""Draws content: titles, text, notices, tables, messages, mails, pictures. Same interface as `controls`."""

from cms.demo.screens import icons
from cms.demo.screens.model import Element, Rectangle, ScreenRow
from cms.demo.screens.palette import (
    BUBBLE,
    CHROME,
    INK,
    INK_SOFT,
    LINE,
    NOTICES,
    SKELETON,
    SKELETON_LIGHT,
    WHITE,
)
from cms.demo.screens.spot import Spot
from cms.demo.screens.typeface import Type, ellipse

CELL_GAP = 20
NOTICE_ICONS = {"info": icons.info, "success": icons.success, "warning": icons.alert}


def title(spot: Spot, element: Element) -> float:
    box = spot.paragraph(element.label, spot.style.title)
    spot.scene.place(element.id, box)
    return box.height


def text(spot: Spot, element: Element) -> float:
    box = spot.paragraph(element.label, spot.style.body)
    spot.scene.place(element.id, box)
    return box.height


def notice(spot: Spot, element: Element) -> float:
    colours, under = NOTICES[element.style], len(spot.scene.strokes)
    words = Spot(spot.scene, spot.style, spot.x + 68, spot.y + 18, spot.width - 68 - 20)
    height = words.paragraph(element.label, spot.style.body).height + 36
    box = spot.box(spot.width, height)
    spot.scene.panel(Rectangle(spot.x, spot.y, 8, height), colours.strong, radius=3, at=under)
    spot.scene.panel(box, colours.wash, radius=6, at=under)
    centre = (spot.x + 38, spot.y + 18 + spot.style.body.line / 2)
    NOTICE_ICONS[element.style](spot.scene, centre, colours.strong, colours.wash)
    spot.scene.place(element.id, box)
    return height


def bullets(spot: Spot, element: Element) -> float:
    down, widest, kind = 0.0, 0.0, spot.style.body
    for row in element.rows:
        line = Spot(spot.scene, spot.style, spot.x + 30, spot.y + down, spot.width - 30)
        box = line.paragraph("\n".join(row.cells), kind)
        spot.scene.disc((spot.x + 12, line.y + kind.line / 2), 5, spot.style.accent.strong)
        spot.scene.place(row.id, Rectangle(spot.x, line.y, 30 + box.width, box.height))
        widest = max(widest, 30 + box.width)
        down += box.height + 10
    height = max(down - 10, 0)
    spot.scene.place(element.id, spot.box(widest, height))
    return height


def table(spot: Spot, element: Element) -> float:
    count = max((len(row.cells) for row in element.rows), default=1)
    widths = _column_widths(spot, element.rows, count)
    down = 0.0
    spot.scene.panel(spot.box(spot.width, 2), LINE)
    for row in element.rows:
        height = _table_row(spot.down(down), row, widths)
        spot.scene.place(row.id, _between_lines(spot.down(down), height))
        down += height
        spot.scene.panel(Rectangle(spot.x, spot.y + down - 1, spot.width, 2), LINE)
    spot.scene.place(element.id, spot.box(spot.width, down))
    return down


def _between_lines(spot: Spot, height: float) -> Rectangle:
    """Return the row's rectangle, slightly lower than the row, so that adjacent markers do not touch."""
    return Rectangle(spot.x, spot.y + 6, spot.width, height - 12)


def _column_widths(spot: Spot, rows: tuple[ScreenRow, ...], count: int) -> list[float]:
    """Fit each column to its text.

    Spare width goes to all columns but the last. If the width is too small, the widest columns shrink.
    """
    kinds = [spot.style.body, *[spot.style.body.bold()] * (count - 1)]
    widths = [_widest(rows, place, kind) + CELL_GAP + 1 for place, kind in enumerate(kinds)]
    if sum(widths) <= spot.width:
        spare = (spot.width - sum(widths)) / max(count - 1, 1)
        return [width + (spare if place < count - 1 else 0) for place, width in enumerate(widths)]
    narrow = [width for width in widths if width <= spot.width / count]
    share = (spot.width - sum(narrow)) / (count - len(narrow))
    return [width if width in narrow else share for width in widths]


def _widest(rows: tuple[ScreenRow, ...], place: int, kind: Type) -> float:
    return max((kind.width(row.cells[place]) for row in rows if place < len(row.cells)), default=0)


def _table_row(spot: Spot, row: ScreenRow, widths: list[float]) -> float:
    x, tallest = spot.x, 0.0
    for place, (cell, width) in enumerate(zip(row.cells, widths, strict=False)):
        kind = spot.style.body.bold() if place else spot.style.body
        last = place == len(widths) - 1 and place > 0
        column = Spot(spot.scene, spot.style, x, spot.y + 14, width if last else width - CELL_GAP)
        tallest = max(tallest, column.paragraph(cell, kind, right=last).height)
        x += width
    return tallest + 28


def message(spot: Spot, element: Element) -> float:
    right, own = element.style == "right", spot.style
    widest = min(spot.width * 0.86, 640)
    down = own.small.line + 6 if element.label else 0.0
    under = len(spot.scene.strokes)
    inner = Spot(spot.scene, own, spot.x + 22, spot.y + down + 16, widest - 44)
    words = _measure(inner, element.value)
    x = spot.x + spot.width - words.width - 44 if right else spot.x
    bubble = Rectangle(x, spot.y + down, words.width + 44, words.height + 32)
    spot.scene.panel(bubble, own.accent.strong if right else BUBBLE, radius=22, at=under)
    placed = Spot(spot.scene, own, x + 22, inner.y, inner.width)
    placed.paragraph(element.value, own.body, WHITE if right else INK)
    if element.label:
        at = (x + bubble.width - 6 if right else x + 6, spot.y + own.small.line / 2)
        spot.scene.words(at, element.label, own.small.bold(), INK_SOFT, anchor="r" if right else "l")
    spot.scene.place(element.id, bubble)
    return down + bubble.height


def _measure(spot: Spot, words: str) -> Rectangle:
    before = len(spot.scene.strokes)
    box = spot.paragraph(words, spot.style.body)
    del spot.scene.strokes[before:]
    return box


def photo(spot: Spot, element: Element) -> float:
    width = min(spot.width, 460)
    height = round(width * 0.62)
    box = spot.box(width, height)
    spot.scene.panel(box, CHROME, radius=spot.style.radius)
    page = Rectangle(spot.x + width * 0.31, spot.y + height * 0.09, width * 0.38, height * 0.82)
    spot.scene.panel(page, WHITE, radius=4)
    left, line = page.x + page.width * 0.14, page.height / 11
    spot.scene.panel(
        Rectangle(left, page.y + line, page.width * 0.42, line), spot.style.accent.strong, radius=3
    )
    for number in range(6):
        long = page.width * (0.72 if number % 3 != 2 else 0.48)
        colour = SKELETON if number % 3 == 0 else SKELETON_LIGHT
        spot.scene.panel(
            Rectangle(left, page.y + line * (3 + number * 1.2), long, line * 0.6), colour, radius=3
        )
    down = float(height)
    if element.label:
        caption = spot.down(height + 6).paragraph(element.label, spot.style.small, INK_SOFT)
        down += 6 + caption.height
    spot.scene.place(element.id, box)
    return down


def mails(spot: Spot, element: Element) -> float:
    high = 92
    spot.scene.panel(spot.box(spot.width, 2), LINE)
    for number, row in enumerate(element.rows):
        line = spot.down(number * high)
        _mail(line, row, high)
        spot.scene.panel(Rectangle(spot.x, line.y + high - 1, spot.width, 2), LINE)
        spot.scene.place(row.id, _between_lines(line, high))
    height = len(element.rows) * high
    spot.scene.place(element.id, spot.box(spot.width, height))
    return height


def _mail(spot: Spot, row: ScreenRow, high: float) -> None:
    scene, own = spot.scene, spot.style
    sender, subject, hour = (*row.cells, "", "", "")[:3]
    centre = (spot.x + 36, spot.y + high / 2)
    scene.disc(centre, 27, own.accent.wash)
    scene.words(centre, sender[:1].upper(), own.body.bold(), own.accent.strong, anchor="m")
    left, right = spot.x + 82, spot.x + spot.width - 8
    hour_width = own.small.width(hour) + 16
    name = ellipse(sender, own.body.bold(), right - left - hour_width)
    scene.words((left, spot.y + high * 0.32), name, own.body.bold(), INK)
    scene.words((left, spot.y + high * 0.69), ellipse(subject, own.body, right - left), own.body, INK_SOFT)
    scene.words((right, spot.y + high * 0.32), hour, own.small, INK_SOFT, anchor="r")
