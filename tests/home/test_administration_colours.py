"""The colours of any town can be read on the grounds of Wagtail's administration, by day and by night."""

import re
from pathlib import Path

import pytest

from home.brand_colours import USUAL, BrandColours, by_day, by_night, contrast

# Wagtail's page, header and panel, in its light and its dark theme.
LIGHT, DARK = ("#ffffff", "#f6f6f8"), ("#262626", "#1d1d1d", "#333333")
LIGHT_INK, DARK_INK = "#262626", "#f6f6f8"
TOWNS = [USUAL, "#ffff00", "#000000", "#ff7f00", "#7a1f5c", "#ffffff"]
STYLE = Path("static/css/admin/brand.css").read_text(encoding="utf-8")


def pairs(town: BrandColours, grounds: tuple[str, ...], ink: str) -> list[tuple[str, str]]:
    return [
        *((town.brand, ground) for ground in grounds),
        *((town.brand_strong, ground) for ground in grounds),
        (town.brand_strong, town.brand_wash),
        (ink, town.brand_wash),
        (town.on_brand, town.brand),
        (town.on_brand, town.brand_strong),
        ("#ffffff", town.deep),
    ]


@pytest.mark.parametrize("code", TOWNS)
@pytest.mark.parametrize("theme", ["day", "night"])
def test_words_of_the_administration_can_be_read_in_the_colours_of_any_town(code: str, theme: str) -> None:
    found = pairs(by_day(code), LIGHT, LIGHT_INK) if theme == "day" else pairs(by_night(code), DARK, DARK_INK)
    assert [pair for pair in found if contrast(*pair) < 4.5] == []


def test_wagtail_gets_its_colours_from_the_town_alone() -> None:
    """A raw colour there would stay the same in each town and each theme."""
    properties = re.findall(r"--w-color-[\w-]+: ([^;]+);", STYLE)
    assert properties
    assert [value for value in properties if "var(--" not in value] == []
    assert re.findall(r"#[0-9a-f]{3,6}\b(?![^{]*\{)", STYLE) == []
