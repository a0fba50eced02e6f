"""Draws content: titles, text, notices, tables, messages, mails, pictures. Same interface as `controls`."""

from cms.demo.screens import icons
from cms.demo.screens.cursor import Cursor
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
from cms.demo.screens.typeface import Type, ellipse

CELL_GAP = 20
NOTICE_ICONS = {"info": icons.info, "success": icons.success, "warning": icons.alert}


def title(cursor: Cursor, element: Element) -> float:
    box = cursor.paragraph(element.label, cursor.style.title)
    cursor.scene.place(element.id, box)
    return box.height


def text(cursor: Cursor, element: Element) -> float:
    box = cursor.paragraph(element.label, cursor.style.body)
    cursor.scene.place(element.id, box)
    return box.height


def notice(cursor: Cursor, element: Element) -> float:
    colours, under = NOTICES[element.style], len(cursor.scene.strokes)
    words = Cursor(cursor.scene, cursor.style, cursor.x + 68, cursor.y + 18, cursor.width - 68 - 20)
    height = words.paragraph(element.label, cursor.style.body).height + 36
    box = cursor.box(cursor.width, height)
    cursor.scene.panel(Rectangle(cursor.x, cursor.y, 8, height), colours.strong, radius=3, at=under)
    cursor.scene.panel(box, colours.wash, radius=6, at=under)
    centre = (cursor.x + 38, cursor.y + 18 + cursor.style.body.line / 2)
    NOTICE_ICONS[element.style](cursor.scene, centre, colours.strong, colours.wash)
    cursor.scene.place(element.id, box)
    return height


def bullets(cursor: Cursor, element: Element) -> float:
    down, widest, kind = 0.0, 0.0, cursor.style.body
    for row in element.rows:
        line = Cursor(cursor.scene, cursor.style, cursor.x + 30, cursor.y + down, cursor.width - 30)
        box = line.paragraph("\n".join(row.cells), kind)
        cursor.scene.disc((cursor.x + 12, line.y + kind.line / 2), 5, cursor.style.accent.strong)
        cursor.scene.place(row.id, Rectangle(cursor.x, line.y, 30 + box.width, box.height))
        widest = max(widest, 30 + box.width)
        down += box.height + 10
    height = max(down - 10, 0)
    cursor.scene.place(element.id, cursor.box(widest, height))
    return height


def table(cursor: Cursor, element: Element) -> float:
    count = max((len(row.cells) for row in element.rows), default=1)
    widths = _column_widths(cursor, element.rows, count)
    down = 0.0
    cursor.scene.panel(cursor.box(cursor.width, 2), LINE)
    for row in element.rows:
        height = _table_row(cursor.down(down), row, widths)
        cursor.scene.place(row.id, _between_lines(cursor.down(down), height))
        down += height
        cursor.scene.panel(Rectangle(cursor.x, cursor.y + down - 1, cursor.width, 2), LINE)
    cursor.scene.place(element.id, cursor.box(cursor.width, down))
    return down


def _between_lines(cursor: Cursor, height: float) -> Rectangle:
    """Return the row's rectangle, slightly lower than the row, so that adjacent markers do not touch."""
    return Rectangle(cursor.x, cursor.y + 6, cursor.width, height - 12)


def _column_widths(cursor: Cursor, rows: tuple[ScreenRow, ...], count: int) -> list[float]:
    """Fit each column to its text.

    Spare width goes to all columns but the last. If the width is too small, the widest columns shrink.
    """
    kinds = [cursor.style.body, *[cursor.style.body.bold()] * (count - 1)]
    widths = [_widest(rows, place, kind) + CELL_GAP + 1 for place, kind in enumerate(kinds)]
    if sum(widths) <= cursor.width:
        spare = (cursor.width - sum(widths)) / max(count - 1, 1)
        return [width + (spare if place < count - 1 else 0) for place, width in enumerate(widths)]
    narrow = [width for width in widths if width <= cursor.width / count]
    share = (cursor.width - sum(narrow)) / (count - len(narrow))
    return [width if width in narrow else share for width in widths]


def _widest(rows: tuple[ScreenRow, ...], place: int, kind: Type) -> float:
    return max((kind.width(row.cells[place]) for row in rows if place < len(row.cells)), default=0)


def _table_row(cursor: Cursor, row: ScreenRow, widths: list[float]) -> float:
    x, tallest = cursor.x, 0.0
    for place, (cell, width) in enumerate(zip(row.cells, widths, strict=False)):
        kind = cursor.style.body.bold() if place else cursor.style.body
        last = place == len(widths) - 1 and place > 0
        column = Cursor(cursor.scene, cursor.style, x, cursor.y + 14, width if last else width - CELL_GAP)
        tallest = max(tallest, column.paragraph(cell, kind, right=last).height)
        x += width
    return tallest + 28


def message(cursor: Cursor, element: Element) -> float:
    right, own = element.style == "right", cursor.style
    widest = min(cursor.width * 0.86, 640)
    down = own.small.line + 6 if element.label else 0.0
    under = len(cursor.scene.strokes)
    inner = Cursor(cursor.scene, own, cursor.x + 22, cursor.y + down + 16, widest - 44)
    words = _measure(inner, element.value)
    x = cursor.x + cursor.width - words.width - 44 if right else cursor.x
    bubble = Rectangle(x, cursor.y + down, words.width + 44, words.height + 32)
    cursor.scene.panel(bubble, own.accent.strong if right else BUBBLE, radius=22, at=under)
    placed = Cursor(cursor.scene, own, x + 22, inner.y, inner.width)
    placed.paragraph(element.value, own.body, WHITE if right else INK)
    if element.label:
        at = (x + bubble.width - 6 if right else x + 6, cursor.y + own.small.line / 2)
        cursor.scene.words(at, element.label, own.small.bold(), INK_SOFT, anchor="r" if right else "l")
    cursor.scene.place(element.id, bubble)
    return down + bubble.height


def _measure(cursor: Cursor, words: str) -> Rectangle:
    strokes, lines = len(cursor.scene.strokes), len(cursor.scene.lines)
    box = cursor.paragraph(words, cursor.style.body)
    del cursor.scene.strokes[strokes:], cursor.scene.lines[lines:]
    return box


def photo(cursor: Cursor, element: Element) -> float:
    width = min(cursor.width, 460)
    height = round(width * 0.62)
    box = cursor.box(width, height)
    cursor.scene.panel(box, CHROME, radius=cursor.style.radius)
    page = Rectangle(cursor.x + width * 0.31, cursor.y + height * 0.09, width * 0.38, height * 0.82)
    cursor.scene.panel(page, WHITE, radius=4)
    left, line = page.x + page.width * 0.14, page.height / 11
    cursor.scene.panel(
        Rectangle(left, page.y + line, page.width * 0.42, line), cursor.style.accent.strong, radius=3
    )
    for number in range(6):
        long = page.width * (0.72 if number % 3 != 2 else 0.48)
        colour = SKELETON if number % 3 == 0 else SKELETON_LIGHT
        cursor.scene.panel(
            Rectangle(left, page.y + line * (3 + number * 1.2), long, line * 0.6), colour, radius=3
        )
    down = float(height)
    if element.label:
        caption = cursor.down(height + 6).paragraph(element.label, cursor.style.small, INK_SOFT)
        down += 6 + caption.height
    cursor.scene.place(element.id, box)
    return down


def mails(cursor: Cursor, element: Element) -> float:
    high = 92
    cursor.scene.panel(cursor.box(cursor.width, 2), LINE)
    for number, row in enumerate(element.rows):
        line = cursor.down(number * high)
        _mail(line, row, high)
        cursor.scene.panel(Rectangle(cursor.x, line.y + high - 1, cursor.width, 2), LINE)
        cursor.scene.place(row.id, _between_lines(line, high))
    height = len(element.rows) * high
    cursor.scene.place(element.id, cursor.box(cursor.width, height))
    return height


def _mail(cursor: Cursor, row: ScreenRow, high: float) -> None:
    scene, own = cursor.scene, cursor.style
    sender, subject, hour = (*row.cells, "", "", "")[:3]
    centre = (cursor.x + 36, cursor.y + high / 2)
    scene.disc(centre, 27, own.accent.wash)
    scene.words(centre, sender[:1].upper(), own.body.bold(), own.accent.strong, anchor="m")
    left, right = cursor.x + 82, cursor.x + cursor.width - 8
    hour_width = own.small.width(hour) + 16
    name = ellipse(sender, own.body.bold(), right - left - hour_width)
    scene.words((left, cursor.y + high * 0.32), name, own.body.bold(), INK)
    scene.words((left, cursor.y + high * 0.69), ellipse(subject, own.body, right - left), own.body, INK_SOFT)
    scene.words((right, cursor.y + high * 0.32), hour, own.small, INK_SOFT, anchor="r")
