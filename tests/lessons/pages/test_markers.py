"""Marker numbers stay inside the picture and beside what they mark."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.images.crops import WHOLE
from lessons.blocks.crops import ShownMarker, shown_markers
from lessons.guide_presentation import DrawnMarker, drawn_markers

MARGINS = {9: 25, 11: 25, 13: 28}  # Pixels of margin for numbers, by their radius: see screenshot.css.


class Screenshot(dict):  # type: ignore[type-arg]  # A StructValue shown whole, without a database.
    crop_in_use = WHOLE

    @property
    def shown_markers(self) -> list[ShownMarker]:
        return shown_markers(self["markers"], WHOLE)


def drawn(size: tuple[int, int], **marker: float) -> DrawnMarker:
    values = {"x": 40, "y": 40, "width": 20, "height": 10, "label": "Se connecter", "target": True, **marker}
    return drawn_markers(Screenshot(image=SimpleNamespace(width=size[0], height=size[1]), markers=[values]))[
        0
    ]


@given(
    st.integers(400, 1600),
    st.integers(400, 3000),
    st.floats(0, 99),
    st.floats(0, 99),
    st.sampled_from([(288, 9), (358, 11), (752, 13)]),
)
def test_a_number_never_leaves_its_picture(
    width: int, height: int, x: float, y: float, shown: tuple[int, int]
) -> None:
    marker = drawn((width, height), x=x, y=y, width=1, height=1)
    across, radius = across_and_radius(marker, shown)
    down = float(marker.disc_y[:-1]) / 100 * shown[0] * height / width
    margin = MARGINS[shown[1]] if marker.hangs_out else 0
    assert radius <= across + margin
    assert across <= shown[0] - radius
    assert radius <= down <= shown[0] * height / width - radius


@given(st.floats(0, 99), st.floats(1, 100), st.sampled_from([(288, 9), (358, 11), (752, 13)]))
def test_a_number_hides_nothing_inside_its_ring(x: float, width: float, shown: tuple[int, int]) -> None:
    width = min(width, 100 - x)
    marker = drawn((1200, 800), x=x, width=width)
    across, radius = across_and_radius(marker, shown)
    left, right = x / 100 * shown[0], (x + width) / 100 * shown[0]
    assert across + radius <= left + 0.1 or across - radius >= right - 0.1


def across_and_radius(marker: DrawnMarker, shown: tuple[int, int]) -> tuple[float, int]:
    """The place of a number in a picture of this width with discs of this radius, all in pixels."""
    width, radius = shown
    return float(marker.disc_x[:-1]) / 100 * width + marker.shift_x, radius


@pytest.mark.parametrize(
    ("x", "width", "place"),
    [(10, 80, ("10.00%", -14)), (8, 90, ("4.00%", 0)), (50, 20, ("70.00%", 14)), (2, 98, ("2.00%", -14))],
    ids=["left", "narrow left", "right of what stands between others", "as wide as the picture"],
)
def test_a_number_is_beside_its_ring(x: float, width: float, place: tuple[str, int]) -> None:
    marker = drawn((1200, 800), x=x, width=width)
    assert (marker.disc_x, marker.shift_x) == place


@pytest.mark.parametrize(("height", "middle"), [(10, "45.00%"), (50, "48.00%")])
def test_a_number_is_at_the_middle_of_a_field_and_at_the_top_of_a_panel(height: float, middle: str) -> None:
    assert drawn((1200, 800), height=height).disc_y == middle
