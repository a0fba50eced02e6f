"""Finds steps written without headings: rows of a table, « Étape 1 : » lines, numbered items. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from lessons.import_export.documents.blocks import BlockKind, DocumentBlock, flat

MAX_TITLE_LINE = 120
_STEP_LINE = re.compile(r"[ée]tape\s*(n\s*[°o]\s*)?\d{1,2}\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[ée]tape\s*(?:n\s*[°o]\s*)?\d{1,2}(?!\d)\s*[-:.)–—]*|\d{1,2}\s*[.):–—-]+)\s*(?=[^\W\d]|«)",
    re.IGNORECASE,
)

TableRow = tuple[tuple[DocumentBlock, ...], ...]


def with_implied_steps(pieces: Iterable[DocumentBlock], left: list[str]) -> list[DocumentBlock]:
    """Return `pieces` without tables, with implied titles as blocks of kind STEP; add omissions to `left`."""
    rows = [
        piece
        for piece in pieces
        for piece in (_steps_of_rows(piece, left) if piece.kind is BlockKind.TABLE else [piece])
    ]
    has_headings = any(piece.kind is BlockKind.HEADING for piece in rows)
    found = [_step(piece) if _is_step_line(piece, has_headings) else piece for piece in rows]
    if has_headings and sum(piece.kind is BlockKind.HEADING for piece in found) > 1:
        return found
    if any(piece.kind is BlockKind.STEP for piece in found) or not _pictures_part_a_list(found):
        return found
    return [_step(piece) if _is_first_level_number(piece) else piece for piece in found]


def without_number(title: str) -> tuple[str, str]:
    """Split a step title from the number before it, because the guide numbers its steps itself."""
    match = _NUMBER.match(title)
    return (title[match.end() :], match[0].strip()) if match else (title, "")


def _step(piece: DocumentBlock) -> DocumentBlock:
    return replace(piece, kind=BlockKind.STEP, level=0)


def _is_step_line(piece: DocumentBlock, has_headings: bool) -> bool:
    """Match « Étape 3 : Remplir »; in a document with headings, only a line that is entirely bold."""
    if piece.kind is not BlockKind.TEXT or not (piece.is_bold or not has_headings):
        return False
    words = piece.words
    return len(words) <= MAX_TITLE_LINE and _STEP_LINE.match(words) is not None


def _is_first_level_number(piece: DocumentBlock) -> bool:
    return piece.kind is BlockKind.NUMBER and piece.level == 0


def _pictures_part_a_list(pieces: list[DocumentBlock]) -> bool:
    """Whether a numbered list has an image after an item, and another item after the image."""
    kinds = [
        piece.kind for piece in pieces if piece.kind is BlockKind.PICTURE or _is_first_level_number(piece)
    ]
    return any(
        kinds[at : at + 3] == [BlockKind.NUMBER, BlockKind.PICTURE, BlockKind.NUMBER]
        for at in range(len(kinds))
    )


def _steps_of_rows(table: DocumentBlock, left: list[str]) -> Iterator[DocumentBlock]:
    """Yield a table of steps as steps, and any other table as its blocks in order."""
    rows = [row for row in table.rows if any(cell for cell in row)]
    header = rows[0] if _is_header(rows) else ()
    steps = rows[1:] if header else rows
    if len(steps) > 1 and all(map(_has_text, steps)) and (header or all(map(_has_picture, steps))):
        if header:
            names = " | ".join(
                filter(None, (" ".join(piece.words for piece in flat(cell)) for cell in header))
            )
            left.append(_("Chaque ligne du tableau « %s » est devenue une étape.") % names)
        for row in steps:
            yield from _steps_of_row(row)
        return
    if len(rows) > 1 or len(rows[0] if rows else ()) > 1:
        left.append(_("Un tableau a été mis à plat : son texte est dans l’étape."))
    for row in rows:
        for cell in row:
            yield from (
                inner
                for piece in cell
                for inner in (_steps_of_rows(piece, left) if piece.kind is BlockKind.TABLE else [piece])
            )


def _is_header(rows: list[TableRow]) -> bool:
    """Whether the first row is text above rows with images, or begins with « Étape »."""
    if len(rows) < 2 or _has_picture(rows[0]) or not _has_text(rows[0]):
        return False
    first = next((piece.words for piece in flat(rows[0][0])), "")
    says_so = re.match(r"[ée]tapes?\b(?!\s*\d)", first, re.IGNORECASE) is not None
    return says_so or (len(rows) > 2 and all(map(_has_picture, rows[1:])))


def _steps_of_row(row: TableRow) -> Iterator[DocumentBlock]:
    """Yield the title first, which is the first text of the row, then its other blocks in order."""
    pieces = [piece for cell in row for piece in flat(cell)]
    number, pieces = _lonely_number(pieces)
    title = next(piece for piece in pieces if piece.kind is not BlockKind.PICTURE)
    yield replace(_step(title), html=f"{number}{title.html}")
    yield from (piece for piece in pieces if piece is not title)


def _lonely_number(pieces: list[DocumentBlock]) -> tuple[str, list[DocumentBlock]]:
    """Split off the number of a row from its own cell; it is reported with the numbers of titles."""
    texts = [piece for piece in pieces if piece.kind is not BlockKind.PICTURE]
    if len(texts) > 1 and re.fullmatch(r"\d{1,2}[.)]?", texts[0].words):
        return f"{texts[0].words.rstrip('.)')}. ", [piece for piece in pieces if piece is not texts[0]]
    return "", pieces


def _has_text(row: TableRow) -> bool:
    return any(piece.kind is not BlockKind.PICTURE for cell in row for piece in flat(cell))


def _has_picture(row: TableRow) -> bool:
    return any(piece.kind is BlockKind.PICTURE for cell in row for piece in flat(cell))
