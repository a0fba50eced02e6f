"""Marker numbers stay inside the picture and beside what they mark."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.guide_presentation import DrawnMarker, drawn_markers


class Screenshot(dict):  # type: ignore[type-arg]  # A StructValue as blocks give it, without a database.
    @property
    def numbered_markers(self) -> list[tuple[int, dict[str, object]]]:
        return list(enumerate(self["markers"], start=1))


def drawn(size: tuple[int, int], **marker: float) -> DrawnMarker:
    values = {"x": 40, "y": 40, "width": 20, "height": 10, "label": "Se connecter", "target": True, **marker}
    return drawn_markers(Screenshot(image=SimpleNamespace(width=size[0], height=size[1]), markers=[values]))[
        0
    ]


@given(
    st.integers(400, 1600),
    st.integers(400, 3000),
    st.floats(0, 100),
    st.floats(0, 100),
    st.sampled_from([288, 358, 752]),
)
def test_a_number_never_leaves_its_picture(width: int, height: int, x: float, y: float, shown: int) -> None:
    marker = drawn((width, height), x=x, y=y, width=1, height=1)
    across = float(marker.disc_x[:-1]) / 100 * shown + marker.shift_x
    down = float(marker.disc_y[:-1]) / 100 * shown * height / width + marker.shift_y
    assert 11 <= across <= shown - 11
    assert 11 <= down <= shown * height / width - 11


@pytest.mark.parametrize(("height", "shift"), [(10, (-14, 0)), (50, (-9, -9))])
def test_a_field_is_numbered_at_its_left_and_a_panel_at_its_corner(
    height: float, shift: tuple[int, int]
) -> None:
    marker = drawn((1200, 800), height=height)
    assert (marker.shift_x, marker.shift_y) == shift
