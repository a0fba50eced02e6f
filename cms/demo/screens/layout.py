"""Places elements below each other or side by side, with the right spacing. Draws nothing itself."""

from collections.abc import Callable, Sequence

from cms.demo.screens import contents, controls
from cms.demo.screens.cursor import Cursor
from cms.demo.screens.model import Element

DRAWERS: dict[str, Callable[[Cursor, Element], float]] = {
    "title": contents.title,
    "text": contents.text,
    "notice": contents.notice,
    "list": contents.bullets,
    "rows": contents.table,
    "message": contents.message,
    "photo": contents.photo,
    "mails": contents.mails,
    "field": controls.field,
    "password": controls.password,
    "choice": controls.choice,
    "button": controls.button,
    "link": controls.link,
    "code": controls.code,
    "keypad": controls.keypad,
    "file": controls.file,
}
COLUMN_GAP = 48
BUTTON_GAP = 20
RHYTHM = {
    ("choice", "choice"): 0.55,
    ("link", "link"): 0.55,
    ("text", "text"): 0.55,
    ("title", "text"): 0.55,
    ("text", "list"): 0.55,
    ("button", "button"): 0.7,
    ("button", "text"): 0.6,
    ("message", "message"): 0.8,
    ("text", "choice"): 0.7,
}
"""Share of the usual gap between two kinds of elements; 1 for all others."""


def flow(cursor: Cursor, content: Sequence[Element]) -> float:
    """Draw the content downwards from the cursor, and return its height."""
    down, before, place = 0.0, "", 0
    while place < len(content):
        element = content[place]
        if element.kind == "gap":
            down += cursor.style.gap * element.count
            place += 1
            continue
        if before:
            down += cursor.style.gap * RHYTHM.get((before, element.kind), 1)
        taken = _buttons_on_one_line(cursor, content[place:])
        down += _line_of_buttons(cursor.down(down), taken) if taken else _one(cursor.down(down), element)
        place += len(taken) or 1
        before = element.kind
    return down


def _one(cursor: Cursor, element: Element) -> float:
    if element.kind == "columns":
        return _columns(cursor, element)
    return DRAWERS[element.kind](cursor, element)


def _columns(cursor: Cursor, element: Element) -> float:
    if cursor.style.full_width:
        return flow(cursor, [part for column in element.columns for part in column])
    count = len(element.columns)
    width = (cursor.width - COLUMN_GAP * (count - 1)) / count
    tops = [
        Cursor(cursor.scene, cursor.style, cursor.x + place * (width + COLUMN_GAP), cursor.y, width)
        for place in range(count)
    ]
    return max(flow(top, column) for top, column in zip(tops, element.columns, strict=True))


def _buttons_on_one_line(cursor: Cursor, content: Sequence[Element]) -> Sequence[Element]:
    """Return the next buttons that fit on one line."""
    taken, used = 0, 0.0
    for element in content:
        used += controls.button_width(cursor, element) + BUTTON_GAP if element.kind == "button" else 0
        if element.kind != "button" or used - BUTTON_GAP > cursor.width:
            break
        taken += 1
    return content[:taken]


def _line_of_buttons(cursor: Cursor, buttons: Sequence[Element]) -> float:
    x = cursor.x
    for element in buttons:
        controls.button(Cursor(cursor.scene, cursor.style, x, cursor.y, cursor.width), element)
        x += controls.button_width(cursor, element) + BUTTON_GAP
    return cursor.style.button_height
