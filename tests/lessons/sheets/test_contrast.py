"""Text on sheets has a contrast of at least seven to one: WCAG 2.2, enhanced contrast (1.4.6)."""

import re
from itertools import product
from pathlib import Path

import pytest

from home.typesetting.job import TEMPLATES

TOKENS = dict(re.findall(r'#let ([\w-]+) = [\w-]+\("(#\w{6})"', Path(TEMPLATES / "tokens.typ").read_text()))
ON_WHITE = ["ink", "soft", "brand", "target"]  # The discs of markers have these colours, with white numbers.
ON_BOXES = [*product(["ink"], ["tip-fill", "warning-fill", "helper-fill", "wash"]), ("brand", "wash")]


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 for black, 1 for white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "behind"), [*((name, "") for name in ON_WHITE), *ON_BOXES])
def test_text_stands_out(text: str, behind: str) -> None:
    dark, light = luminance(TOKENS[text]), luminance(TOKENS.get(behind, "#ffffff"))
    assert (light + 0.05) / (dark + 0.05) >= 7
