"""The sizes of a frame: letters, gaps, controls. All in pixels of the finished picture."""

from dataclasses import dataclass

from cms.demo.screens.palette import Accent
from cms.demo.screens.typeface import PAPER_FAMILY, Type


@dataclass(frozen=True)
class Style:
    accent: Accent
    title: Type
    body: Type
    small: Type
    gap: float
    field_height: float
    button_height: float
    radius: float
    full_width: bool
    """Controls take the whole width, as on a phone."""
    widest_field: float = 560


def computer_style(accent: Accent) -> Style:
    return Style(
        accent=accent,
        title=Type(34, 700),
        body=Type(23),
        small=Type(20),
        gap=26,
        field_height=58,
        button_height=62,
        radius=9,
        full_width=False,
    )


def phone_style(accent: Accent) -> Style:
    return Style(
        accent=accent,
        title=Type(30, 700),
        body=Type(23),
        small=Type(20),
        gap=24,
        field_height=62,
        button_height=66,
        radius=12,
        full_width=True,
    )


def paper_style(accent: Accent) -> Style:
    return Style(
        accent=accent,
        title=Type(34, 700, PAPER_FAMILY),
        body=Type(24, 400, PAPER_FAMILY),
        small=Type(21, 400, PAPER_FAMILY),
        gap=26,
        field_height=54,
        button_height=58,
        radius=4,
        full_width=False,
    )

