"""Whatever colour a town gives, words in its colours can be read by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.brand_colours import NIGHT, PAPER, USUAL, BrandColours, by_day, by_night, contrast

codes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def assert_readable(colours: BrandColours, ground: str, *, brand: float, strong: float) -> None:
    assert contrast(colours.brand, ground) >= brand
    assert contrast(colours.brand_strong, ground) >= strong
    assert contrast(colours.on_brand, colours.brand) >= 7


@given(codes)
def test_every_colour_can_be_read_by_day(code: str) -> None:
    assert_readable(by_day(code), PAPER, brand=7, strong=11)


@given(codes)
def test_every_colour_can_be_read_by_night(code: str) -> None:
    assert_readable(by_night(code), NIGHT, brand=8.5, strong=12)


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert by_day(USUAL).brand == USUAL
    assert by_day("#6d2077").brand == "#6d2077"


@pytest.mark.parametrize(
    ("code", "brand"), [("#ffcd00", "#6b5000"), ("#000000", "#000000"), ("#ffffff", "#545454")]
)
def test_a_light_colour_becomes_darker_and_keeps_its_hue(code: str, brand: str) -> None:
    assert by_day(code).brand == brand


@given(codes)
def test_all_are_written_as_six_digits(code: str) -> None:
    for colours in (by_day(code), by_night(code)):
        assert re.fullmatch(r"(?:--[a-z-]+: #[0-9a-f]{6}; ?){5}", colours.as_css())


@pytest.mark.parametrize("text", ["", "#12", "rouge", "#zzzzzz", "url(x)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        by_day(text)
