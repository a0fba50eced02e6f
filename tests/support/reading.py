"""The words of a page and of a PDF, in reading order."""

import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from bs4 import BeautifulSoup

_LINE_ENDS = str.maketrans("", "", "\u00ad\u2010\u200b")  # Where a word may be, or has been, hyphenated.
_FOOT = 60  # Height in points of the footer, which is the same on all pages.


def read_guide_page(html: str) -> list[str]:
    """Titles, paragraphs and list items of the steps of a guide page, without the notes for the helper.

    Numbers of markers between its words are left out: paper has them on its pictures only.
    """
    page = BeautifulSoup(html, "html.parser")
    for number in page.select(".marker-number"):
        number.decompose()
    steps = page.select(".step-body")
    parts = [part for step in steps for part in step.select(".step-head h2, .prose p, .prose li")]
    return [words(part.get_text()) for part in parts if not part.find_parent(class_="helper")]


def read_steps(html: str) -> list[list[str]]:
    """The same, a list for each numbered step."""
    steps = BeautifulSoup(html, "html.parser").select("li.step .step-body")
    return [read_guide_page(str(step)) for step in steps]


def pages_of_steps(steps: list[list[str]], pdf: bytes) -> list[set[int]]:
    """The pages on which each step is printed, from 0; the steps must be printed in their order."""
    whole, pages, place, found = "", read_pages(pdf), 0, list[set[int]]()
    ends = [len(whole := whole + page) for page in pages]
    for number, (title, *texts) in enumerate(steps, start=1):
        on: set[int] = set()
        for part in (f"{number}{title}", *texts):  # The number is printed before the title.
            place = whole.find(part, place)
            assert place >= 0, f"missing or out of order: {part}"
            on |= {bisect_right(ends, place), bisect_right(ends, place + len(part) - 1)}
            place += len(part)
        found.append(on)
    return found


def read_pdf(pdf: bytes) -> str:
    """The words of an A4 file in drawing order, without whitespace and without footers."""
    return "".join(read_pages(pdf))


def read_pages(pdf: bytes) -> list[str]:
    """The same, page by page."""
    inside = ["-x", "0", "-y", "0", "-W", "595", "-H", str(842 - _FOOT)]
    command = ["pdftotext", "-raw", *inside, "-enc", "UTF-8", "-", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return [words(page) for page in drawn.decode().split("\f")[:-1]]


def words(text: str) -> str:
    """`text` without whitespace, and with one kind of apostrophe."""
    return "".join(text.translate(_LINE_ENDS).split()).replace("'", "’")


def tagged(pdf: bytes) -> list[tuple[int, int]]:
    """Page and tag of every piece of content, in tag order, which is the order of a screen reader."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return list(_marks(document.Root.StructTreeRoot.K, None, pages))


def _marks(node: Any, page: int | None, pages: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _marks(child, page, pages)
    elif isinstance(node, pikepdf.Dictionary):
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        yield from _marks(node.get("/K", node.get("/MCID")), page, pages)
    elif isinstance(node, int) and page is not None:
        yield page, node


def assert_read_in_order(parts: list[str], whole: str) -> None:
    """Check that every part is in `whole`, each after the one before."""
    place = 0
    for part in parts:
        found = whole.find(part, place)
        assert found >= 0, f"missing or out of order: {part}"
        place = found + len(part)
