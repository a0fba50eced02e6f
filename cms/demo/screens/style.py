"""Sizes of text, gaps and controls in a frame, in pixels of the final picture."""

from dataclasses import dataclass, replace

from cms.demo.screens.palette import Accent
from cms.demo.screens.typeface import Type

TITLE, BODY, SMALL = Type(34, 700), Type(23), Type(20)


@dataclass(frozen=True)
class Style:
    accent: Accent
    title: Type = TITLE
    body: Type = BODY
    small: Type = SMALL
    gap: float = 26
    padding: float = 38
    """Margin above and below the content."""
    field_height: float = 58
    button_height: float = 62
    radius: float = 9
    full_width: bool = False
    """Whether controls take the whole width, as on a phone."""
    widest_field: float = 492

    def compact(self) -> "Style":
        """Return a smaller style for pages with much content."""
        return replace(
            self, title=Type(30, 700), body=Type(22), gap=18, padding=28, field_height=50, button_height=54
        )


def computer_style(accent: Accent) -> Style:
    return Style(accent)


def phone_style(accent: Accent) -> Style:
    return Style(
        accent,
        title=Type(30, 700),
        gap=24,
        padding=28,
        field_height=62,
        button_height=66,
        radius=12,
        full_width=True,
    )


def paper_style(accent: Accent) -> Style:
    return Style(accent, title=Type(30, 700), body=Type(24), small=Type(21), padding=48, radius=4)
