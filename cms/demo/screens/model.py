"""What one described screen is made of, once read and checked."""

from dataclasses import dataclass
from typing import Literal

Frame = Literal["computer", "phone", "paper"]


@dataclass(frozen=True)
class ScreenRow:
    cells: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True)
class Element:
    """One thing of the screen. `kind` says which of the other fields have a meaning (see `spec.KINDS`)."""

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
    """A rectangle in picture pixels, from the top left corner."""

    x: float
    y: float
    width: float
    height: float
