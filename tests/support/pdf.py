"""The contents of a PDF."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from typing import Any, Self

import page as page_validation
from bs4 import BeautifulSoup, Tag
from PIL import Image
from pypdf import PdfReader

_DPI, _PRINTED = 36, 215
_FLAT = 20  # Pixels of one colour that are drawn on purpose: fewer are edges of letters.


def assert_meets_pdf_ua(pdf: bytes) -> None:
    report = page_validation.validate_pdf_bytes(pdf, profile="ua-1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.checks.failed == 0


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with each run of whitespace as one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """The text of a PDF, with each run of whitespace as one space."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in use, without their weights."""
    pages = PdfReader(BytesIO(pdf)).pages
    names = {str(font["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    return {name.partition("+")[2].partition("-")[0] for name in names}


def fullness_of(pdf: bytes, *, top: float, bottom: float) -> list[float]:
    """How far down each page is printed, from 0 to 1, between a margin and a foot given in millimetres."""
    command = ["pdftoppm", "-r", str(_DPI), "-gray", "-"]
    drawn = BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)
    return [_fullness(page, top, bottom) for page in _pages_drawn(drawn)]


def colours_of(pdf: bytes) -> set[tuple[int, int, int]]:
    """The colours that cover more than a few pixels, on any page."""
    command = ["pdftoppm", "-r", "100", "-"]
    drawn = BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)
    pages = [page.getcolors(maxcolors=page.width * page.height) or [] for page in _pages_drawn(drawn, "RGB")]
    return {colour for page in pages for count, colour in page if count > _FLAT}


def texts_by_font_of(pdf: bytes) -> list[tuple[str, str]]:
    """The pieces of text of the first page, each with the name of its font."""
    found: list[tuple[str, str]] = []

    def note(text: str, _matrix: Any, _place: list[float], font: Any, _size: float) -> None:
        if text.strip():
            found.append((str(font["/BaseFont"]).partition("+")[2], text))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return found


def letter_sizes_of(pdf: bytes) -> Counter[float]:
    """The number of letters in each size, in points."""
    sizes: Counter[float] = Counter()

    def note(text: str, _matrix: Any, place: list[float], _font: Any, size: float) -> None:
        sizes[round(abs(size * place[3]), 1)] += len(text.strip())

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return +sizes


def overlapping_words(pdf: bytes) -> list[tuple[str, str]]:
    """The pairs of words of which one is printed over the other."""
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    pages = BeautifulSoup(told, "html.parser").find_all("page")
    return [pair for page in pages for pair in _overlaps([_Word.of(word) for word in page.find_all("word")])]


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, tag: Tag) -> Self:
        """The box of a word without a fifth of its height, which is the room of accents and tails."""
        left, top, right, bottom = (float(str(tag[side])) for side in ("xmin", "ymin", "xmax", "ymax"))
        room = (bottom - top) / 5
        return cls(tag.get_text(), left + 0.5, top + room, right - 0.5, bottom - room)


def _overlaps(words: list[_Word]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(words, 2):
        across = one.left < other.right and other.left < one.right
        if across and one.top < other.bottom and other.top < one.bottom:
            yield one.text, other.text


def _pages_drawn(file: BytesIO, mode: str = "L") -> Iterator[Image.Image]:
    end = len(file.getvalue())
    while file.tell() < end:
        width, height = map(int, [file.readline() for _ in range(3)][1].split())
        yield Image.frombytes(mode, (width, height), file.read(width * height * len(mode)))


def _fullness(page: Image.Image, top: float, bottom: float) -> float:
    millimetre = _DPI / 25.4
    body = page.crop((0, round(top * millimetre), page.width, page.height - round(bottom * millimetre)))
    printed = body.point([255 * (shade < _PRINTED) for shade in range(256)]).getbbox()
    return printed[3] / body.height if printed else 0.0
