"""Arranges pages for printing. This loses PDF tags, so the accessible file is always offered as well."""

import io

import pikepdf

A4_LANDSCAPE = (841.89, 595.28)  # Points.
SIGNATURE = 4  # A folded sheet has four pages.


def for_printer(pdf: bytes, *, copies: int, booklet: bool, both_sides: bool = False) -> bytes:
    """Return the pages of `pdf`, arranged as a booklet or unchanged, repeated `copies` times.

    With `both_sides`, a blank page follows an odd number of pages, so that every copy begins on a new sheet.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as result:
        if booklet:
            _fold(source, result)
        else:
            result.pages.extend(source.pages)
            if both_sides and len(source.pages) % 2:
                result.add_blank_page(page_size=_size(source.pages[0]))
        _repeat(result, copies)
        result.docinfo["/Title"] = str(source.docinfo.get("/Title", ""))
        packed = io.BytesIO()
        result.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def sheets_of(pages: int, *, copies: int, booklet: bool, both_sides: bool) -> int:
    """Return how many sheets of paper the file for the printer takes: `pages` pages, `copies` times."""
    a_sheet = SIGNATURE if booklet else 2 if both_sides else 1
    return copies * -(-pages // a_sheet)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = map(float, page.mediabox)
    return right - left, top - bottom


def booklet_order(pages: int) -> list[tuple[int | None, int | None]]:
    """Return the pair of page indexes (from 0) on each side of each sheet; None is a blank page.

    For duplex printing, flipped on the short edge, then folded in the middle.
    """
    total = -(-pages // SIGNATURE) * SIGNATURE
    sides = [
        (total - 1 - place, place) if place % 2 == 0 else (place, total - 1 - place)
        for place in range(total // 2)
    ]
    return [(_there(left, pages), _there(right, pages)) for left, right in sides]


def _there(page: int, pages: int) -> int | None:
    return page if page < pages else None


def _fold(source: pikepdf.Pdf, result: pikepdf.Pdf) -> None:
    width, height = A4_LANDSCAPE
    for pair in booklet_order(len(source.pages)):
        side = result.add_blank_page(page_size=A4_LANDSCAPE)
        for half, number in enumerate(pair):
            if number is not None:
                place = pikepdf.Rectangle(half * width / 2, 0, (half + 1) * width / 2, height)
                side.add_overlay(source.pages[number], place)


def _repeat(result: pikepdf.Pdf, copies: int) -> None:
    once = len(result.pages)
    for _copy in range(copies - 1):
        for number in range(once):
            result.pages.append(result.pages[number])
