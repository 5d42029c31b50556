"""viewer.canvas.windowing"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import FullRange, VoiFunction, VoiLut, Window
from viewer.canvas.windowing import dragged

FILM = (0.0, 4095.0)


def test_fifty_pixels_right_widen_by_a_fifth_of_the_width() -> None:
    voi = dragged(Window(1000, 500), 50, 0, bounds=FILM)

    assert (voi.centre, voi.width) == (1000, 600)


def test_fifty_pixels_up_raise_the_centre_by_a_fifth_of_the_width() -> None:
    """Qt counts y down, so up is negative; a higher centre is a darker film."""
    voi = dragged(Window(1000, 500), 0, -50, bounds=FILM)

    assert (voi.centre, voi.width) == (1100, 500)


def test_up_brightens_for_those_who_want_it_so() -> None:
    voi = dragged(Window(1000, 500), 0, -50, up_darkens=False, bounds=FILM)

    assert voi.centre == 900


def test_speed_multiplies_both_ways() -> None:
    voi = dragged(Window(1000, 500), 50, 50, speed=0.5, bounds=FILM)

    assert (voi.centre, voi.width) == (950, 550)


def test_the_centre_stays_within_one_width_of_the_film() -> None:
    low = dragged(Window(1000, 500), 0, 1e6, bounds=FILM)
    high = dragged(Window(1000, 500), 0, -1e6, bounds=FILM)

    assert (low.centre, high.centre) == (-500, 4595)


def test_the_width_stays_between_one_and_twice_the_range() -> None:
    narrow = dragged(Window(1000, 500), -1e6, 0, bounds=FILM)
    wide = dragged(Window(1000, 500), 1e6, 0, bounds=FILM)

    assert (narrow.width, wide.width) == (1, 8190)


def test_a_narrow_window_can_be_widened_again() -> None:
    voi = dragged(Window(1000, 1), 250, 0, bounds=FILM)

    assert voi.width == 2


def test_a_sigmoid_stays_a_sigmoid() -> None:
    voi = dragged(Window(1000, 500, VoiFunction.SIGMOID), 50, 0, bounds=FILM)

    assert isinstance(voi, Window)
    assert voi.function is VoiFunction.SIGMOID


def test_fractions_can_be_windowed_below_a_width_of_one() -> None:
    """Modality values of 0..1 (a rescaled film) with a window that the standard allows there."""
    voi = dragged(Window(0.5, 0.5, VoiFunction.LINEAR_EXACT), -50, 0, bounds=(0, 1))

    assert voi.width == pytest.approx(0.4)


def test_a_voi_lut_keeps_its_curve() -> None:
    curve = VoiLut(100, np.linspace(0, 1, 256) ** 2)

    voi = dragged(curve, 50, 0, bounds=FILM)

    assert isinstance(voi, VoiLut)
    assert voi.values is curve.values
    assert (voi.centre, voi.width) == pytest.approx((227.5, 255 * 1.2))


def test_a_full_range_becomes_a_window_around_the_same_centre() -> None:
    voi = dragged(FullRange(0, 4095), -125, 0, bounds=FILM)

    assert isinstance(voi, Window)
    assert (voi.centre, voi.width) == (2048, 2048)


@settings(deadline=None)
@given(
    dx=st.floats(-3000, 3000),
    dy=st.floats(-3000, 3000),
    centre=st.floats(-2000, 6000),
    width=st.floats(1, 8000),
)
def test_no_drag_leaves_the_bounds(dx: float, dy: float, centre: float, width: float) -> None:
    voi = dragged(Window(centre, width), dx, dy, bounds=FILM)

    assert 1 <= voi.width <= 8190
    assert -voi.width <= voi.centre <= 4095 + voi.width


def test_an_even_film_keeps_a_window_that_dicom_allows() -> None:
    """Its range is 0, and a LINEAR window is at least 1 wide."""
    assert dragged(Window(2000, 400), -300, 0, bounds=(2000, 2000)).width == 1
