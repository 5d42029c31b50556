"""engine.dicom.voi"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dicom.voi import written_window
from engine.frame import ValueScale
from engine.grayscale.voi import FullRange, VoiFunction, Window

STORED = np.arange(65536, dtype=np.float64)


@pytest.mark.parametrize(
    ("scale", "centre", "width"),
    [
        (ValueScale(0, 65535), 6, 4),
        # A value is 65535 new ones: 5.5 (the half below 6) from 3 is 2.5; its span of 3 is 3.
        (ValueScale(3, 4), 2.5 * 65535 + 0.5, 3 * 65535 + 1),
        (ValueScale(4, 3), -1.5 * 65535 + 0.5, 3 * 65535 + 1),
    ],
)
def test_half_and_one_of_linear_are_not_scaled(
    scale: ValueScale, centre: float, width: float
) -> None:
    made = written_window(Window(6, 4), scale)

    assert (made.centre, made.width) == pytest.approx((centre, width))


@pytest.mark.parametrize("function", [VoiFunction.LINEAR_EXACT, VoiFunction.SIGMOID])
def test_other_functions_have_neither_half_nor_one(function: VoiFunction) -> None:
    made = written_window(Window(6, 4, function), ValueScale(0, 6553.5))

    assert (made.centre, made.width) == pytest.approx((60, 40))
    assert made.function is function


def test_full_range_becomes_the_window_that_equals_it() -> None:
    made = written_window(FullRange(0, 255), ValueScale(0, 255))

    assert (made.centre, made.width) == pytest.approx((32768, 65536))
    assert made.function is VoiFunction.LINEAR


@given(
    centre=st.floats(-2000, 5000),
    width=st.floats(2, 9000),
    low=st.floats(-3000, 3000),
    span=st.floats(1, 9000),
    is_inverse=st.booleans(),
    function=st.sampled_from(list(VoiFunction)),
)
def test_new_values_are_shown_as_the_old_ones_were(
    centre: float, width: float, low: float, span: float, is_inverse: bool, function: VoiFunction
) -> None:
    voi = Window(centre, width, function)
    scale = ValueScale(low + span, low) if is_inverse else ValueScale(low, low + span)
    shown = voi.grey(np.linspace(scale.low, scale.high, 65536))

    grey = written_window(voi, scale).grey(STORED)

    assert np.allclose(grey, 1 - shown if is_inverse else shown, atol=1e-6)


def test_full_range_of_tiny_values_is_the_whole_scale() -> None:
    """A slope of 1e-17, as dose maps have, is lost beside the 1 of a LINEAR width."""
    window = written_window(FullRange(0.0, 65535e-17), ValueScale(0.0, 65535e-17))

    assert (window.centre, window.width) == pytest.approx((32768.0, 65536.0))
