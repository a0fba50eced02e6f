"""Masked pixels are destroyed, whatever rectangles are requested."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from home.images import clean_picture
from home.images.masking import FILL, Box, mask
from tests.home.images import samples

COLOUR = ImageColor.getrgb(FILL)
percent = st.floats(min_value=-150, max_value=250, allow_nan=False)


def noise(size: tuple[int, int]) -> bytes:
    return samples.saved(Image.effect_noise(size, 90).convert("RGB"), "PNG")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@given(st.lists(st.builds(Box, percent, percent, percent, percent), max_size=6))
def test_every_pixel_under_a_mask_has_one_colour_and_no_other_pixel_changes(boxes: list[Box]) -> None:
    source = noise((37, 23))
    before, after = opened(source), opened(mask(source, boxes).content)
    assert after.size == before.size
    edges = [edge for box in boxes if (edge := box.pixels(37, 23))]
    for x in range(37):
        for y in range(23):
            is_masked = any(left <= x < right and top <= y < bottom for left, top, right, bottom in edges)
            assert after.getpixel((x, y)) == (COLOUR if is_masked else before.getpixel((x, y)))


@pytest.mark.parametrize(
    ("box", "edges"),
    [
        (Box(0, 0, 100, 100), (0, 0, 200, 100)),
        (Box(-50, -50, 60, 60), (0, 0, 20, 10)),
        (Box(90, 90, 500, 500), (180, 90, 200, 100)),
        (Box(10.1, 10.1, 0.1, 0.1), (20, 10, 21, 11)),
        (Box(10, 10, 0, 50), None),
        (Box(10, 10, -20, 50), None),
        (Box(120, 10, 20, 50), None),
    ],
)
def test_a_rectangle_is_brought_inside_and_never_made_smaller(
    box: Box, edges: tuple[int, int, int, int] | None
) -> None:
    assert box.pixels(200, 100) == edges


def test_a_picture_taken_sideways_is_masked_where_people_see_it() -> None:
    clean = clean_picture(samples.jpeg_with_everything(orientation=6))
    masked = opened(mask(clean.content, [Box(0, 0, 100, 50)]).content)
    assert masked.size == (40, 60)
    assert masked.getpixel((20, 15)) == pytest.approx(COLOUR, abs=3)
    assert masked.getpixel((20, 50)) == pytest.approx((0x33, 0x66, 0xCC), abs=6)


def test_cropping_keeps_only_what_is_inside() -> None:
    cropped = mask(noise((200, 100)), [Box(0, 0, 10, 10)], crop=Box(50, 0, 50, 100))
    assert (cropped.width, cropped.height) == (100, 100)


def test_ten_thousand_rectangles_are_drawn_in_good_time() -> None:
    masked = mask(noise((200, 100)), [Box(0, 0, 100, 100)] * 10_000)
    assert opened(masked.content).getcolors() == [(20_000, COLOUR)]
