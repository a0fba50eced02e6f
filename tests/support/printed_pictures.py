"""Measures the pictures of a PDF as they are printed."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from home.typesetting.imposition import A4_LANDSCAPE, booklet_order


@dataclass(frozen=True)
class PrintedSize:
    """The width of a picture on paper and its distance from the left edge, in points; the width of its file."""

    points: float
    left: float
    pixels: int


def printed_sizes(pdf: bytes, *, is_booklet: bool = False) -> list[PrintedSize]:
    """Return the pictures of `pdf` in the order of its pages, without decoration of the pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sides = [list(_drawn(page, page.resources, pikepdf.Matrix())) for page in opened.pages]
    if not is_booklet:
        return [size for side in sides for size in side]
    order = booklet_order(2 * len(sides))
    middle = A4_LANDSCAPE[0] / 2
    placed = [(order[number][size.left > middle], size) for number, side in enumerate(sides) for size in side]
    return [size for _page, size in sorted(placed, key=lambda pair: pair[0] or 0)]


def _drawn(stream: object, resources: pikepdf.Object, start: pikepdf.Matrix) -> Iterator[PrintedSize]:
    now, kept, tags = start, [], []
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name == "q":
            kept.append(now)
        elif name == "Q":
            now = kept.pop()
        elif name == "cm":
            now = pikepdf.Matrix(*(float(number) for number in instruction.operands)) @ now
        elif name in {"BMC", "BDC"}:
            tags.append(instruction.operands[0])
        elif name == "EMC":
            tags.pop()
        elif name == "Do" and pikepdf.Name.Artifact not in tags:
            drawn = resources.XObject[instruction.operands[0]]
            if drawn.Subtype == pikepdf.Name.Image:
                yield PrintedSize(now.a, now.e, int(drawn.Width))
            else:
                matrix = pikepdf.Matrix(drawn.Matrix) if "/Matrix" in drawn else pikepdf.Matrix()
                yield from _drawn(drawn, drawn.get("/Resources", resources), matrix @ now)
