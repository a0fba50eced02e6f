"""The crop that a screenshot gets by itself: around what is pressed, legible, and never outside the picture."""

from hypothesis import given
from hypothesis import strategies as st

from home.images.crops import WHOLE
from home.images.masking import Box
from lessons.blocks.crops import common_part
from lessons.blocks.proposed_crops import proposed_crop

percent = st.floats(0, 100)
boxes = st.builds(Box, percent, percent, st.floats(1, 100), st.floats(1, 100))


@given(boxes, st.lists(boxes, max_size=4), st.integers(1, 6000), st.integers(1, 6000))
def test_a_crop_is_inside_the_picture_and_shows_the_whole_target(
    target: Box, others: list[Box], width: int, height: int
) -> None:
    crop = proposed_crop(target, others, width, height)
    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.width > 0
    assert crop.height > 0
    assert round(crop.x + crop.width, 6) <= 100
    assert round(crop.y + crop.height, 6) <= 100
    inside = common_part(target, WHOLE)
    if inside:
        shown = common_part(inside, crop)
        assert shown is not None
        assert shown.width >= inside.width - 0.2
        assert shown.height >= inside.height - 0.2


def test_the_words_that_begin_with_the_button_are_kept_from_their_first_letter() -> None:
    crop = proposed_crop(Box(8, 60, 20, 8), [], 1200, 800)
    assert (crop.x, crop.width) == (4.5, 45.2)
    assert crop.y < 60 < crop.y + crop.height


def test_a_button_in_the_middle_is_shown_with_what_is_before_it() -> None:
    target = Box(45, 60, 15, 8)
    crop = proposed_crop(target, [], 1200, 800)
    assert target.x - crop.x > 3 * (crop.x + crop.width - target.x - target.width) > 0


def test_a_marker_beside_the_target_is_kept_and_a_far_one_is_left_out() -> None:
    target, beside, far = Box(8, 60, 20, 8), Box(8, 40, 25, 8), Box(80, 2, 15, 6)
    crop = proposed_crop(target, [far, beside], 1200, 800)
    assert common_part(beside, crop) == beside
    assert common_part(far, crop) is None


def test_a_field_a_little_too_wide_is_kept_without_its_right_end() -> None:
    target, field = Box(8, 60, 20, 8), Box(8, 30, 46, 10)
    crop = proposed_crop(target, [field], 1200, 800)
    assert crop.width == 45.2
    shown = common_part(field, crop)
    assert shown is not None
    assert (shown.y, shown.height) == (30, 10)
    assert shown.width < field.width
    assert proposed_crop(target, [Box(8, 30, 80, 10)], 1200, 800) == proposed_crop(target, [], 1200, 800)


def test_a_picture_twice_as_dense_has_the_same_crop() -> None:
    target = Box(8, 60, 20, 8)
    assert proposed_crop(target, [], 2400, 1600) == proposed_crop(target, [], 1200, 800)


def test_the_screen_of_a_phone_keeps_its_width() -> None:
    crop = proposed_crop(Box(10, 70, 80, 6), [], 1080, 2340)
    assert (crop.x, crop.width) == (0, 100)
    assert 40 < crop.height < 60


def test_a_small_picture_or_one_without_markers_stays_whole() -> None:
    assert proposed_crop(Box(10, 10, 30, 30), [], 480, 400) == WHOLE
    assert proposed_crop(None, [], 1200, 800) == WHOLE
    assert proposed_crop(Box(0, 0, 10, 10), [], 0, 0) == WHOLE
