"""Data classes of one screen description, once parsed and validated."""

from dataclasses import dataclass
from typing import Literal

Frame = Literal["computer", "phone", "paper"]


@dataclass(frozen=True)
class ScreenRow:
    cells: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True)
class Element:
    """One element of the screen. `kind` determines which other fields apply (see `spec.KINDS`)."""

    kind: str
    id: str = ""
    label: str = ""
    value: str = ""
    hint: str = ""
    style: str = ""
    checked: bool = False
    count: int = 0
    rows: tuple[ScreenRow, ...] = ()
    columns: tuple[tuple["Element", ...], ...] = ()


@dataclass(frozen=True)
class SpecMarker:
    on: str
    label: str
    target: bool = False


@dataclass(frozen=True)
class Screen:
    name: str
    frame: Frame = "computer"
    address: str = ""
    site: str = ""
    accent: str = "bleu"
    menu: tuple[ScreenRow, ...] = ()
    content: tuple[Element, ...] = ()
    markers: tuple[SpecMarker, ...] = ()


@dataclass(frozen=True)
class Rectangle:
    """A rectangle in picture pixels, measured from the top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TextLine:
    """One line of words as drawn: its place, and the size of its letters in picture pixels."""

    box: Rectangle
    size: float
