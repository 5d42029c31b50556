"""engine.ops.pixel_lut"""

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ops.pixel_lut import (
    CENTRE_RANGE,
    PIVOT_RANGE,
    SLOPE_RANGE,
    WIDTH_RANGE,
    Lead,
    PixelLut,
    knees,
    lead_of,
    regional,
    regional_undone,
    windowed,
    windowed_undone,
)

SETS = 10_000
LEVELS = np.linspace(0, 1, 4096)
ONE_LEVEL = 1 / 65535
RANGES = (SLOPE_RANGE, PIVOT_RANGE, CENTRE_RANGE, WIDTH_RANGE)

leads = st.builds(lead_of, st.floats(0, 1), st.floats(0, 1))
luts = st.builds(PixelLut, leads, *(st.floats(*ends) for ends in RANGES))


def parameter_sets() -> npt.NDArray[np.float64]:
    """Return (10 000, 4) slopes, pivots, centres and widths: all corners, then at random."""
    corners = np.array(list(itertools.product(*RANGES)))
    random = np.random.default_rng(0)
    low, high = np.array(RANGES).T
    drawn = random.uniform(low, high, (SETS - len(corners), 4))
    return np.concatenate([corners, drawn])


def in_parts() -> list[npt.NDArray[np.float64]]:
    """Return the sets in parts whose tables fit in memory, as (parameter, part, 1)."""
    return [part.T[:, :, None] for part in np.array_split(parameter_sets(), 40)]


def test_every_table_rises_from_each_level_to_the_next() -> None:
    for slope, pivot, centre, width in in_parts():
        table = windowed(regional(LEVELS[None], slope, pivot), centre, width)

        assert (np.diff(table, axis=1) > 0).all()


def test_every_table_begins_at_black_and_ends_at_white() -> None:
    for slope, pivot, centre, width in in_parts():
        ends = windowed(regional(np.array([[0.0, 1.0]]), slope, pivot), centre, width)

        np.testing.assert_allclose(ends, np.broadcast_to([0.0, 1.0], ends.shape), atol=1e-12)


def test_every_table_can_be_undone_to_the_grey_level() -> None:
    for slope, pivot, centre, width in in_parts():
        table = windowed(regional(LEVELS[None], slope, pivot), centre, width)

        before = regional_undone(windowed_undone(table, centre, width), slope, pivot)

        assert np.abs(before - LEVELS).max() < ONE_LEVEL


def test_both_parts_rise_on_their_own() -> None:
    """Together one part could hide that the other falls."""
    for slope, pivot, centre, width in in_parts():
        assert (np.diff(regional(LEVELS[None], slope, pivot), axis=1) > 0).all()
        assert (np.diff(windowed(LEVELS[None], centre, width), axis=1) > 0).all()


def test_slope_one_about_the_middle_changes_nothing() -> None:
    same = regional(LEVELS, np.float64(1), np.float64(0.5))

    np.testing.assert_allclose(same, LEVELS, atol=1e-15)


def test_the_straight_piece_has_the_slope_and_the_pivot_it_is_given() -> None:
    """Between the knees y = 2 (x - 0.5) + 0.6."""
    values = np.array([0.45, 0.5, 0.6])

    assert regional(values, np.float64(2), np.float64(0.6)).tolist() == pytest.approx(
        [0.5, 0.6, 0.8]
    )


def test_toe_and_shoulder_end_where_the_straight_piece_would_leave_the_margin() -> None:
    """Where y = 2 x - 0.5 is 0.04 and 0.96; beyond are lines to 0 and 1."""
    x_low, y_low, x_high, y_high = knees(np.float64(2), np.float64(0.5))

    assert (x_low, y_low, x_high, y_high) == pytest.approx((0.27, 0.04, 0.73, 0.96))
    half = regional(np.array([0.135, 0.865]), np.float64(2), np.float64(0.5))
    assert half.tolist() == pytest.approx([0.02, 0.98])


def test_the_window_is_the_standards_sigmoid_with_its_ends_stretched() -> None:
    """PS3.3 C.11.2.1.3.1 with c = 0.5, w = 1: 0.8808 at 1, 0.1192 at 0, 0.7311 at 0.75."""
    grey = windowed(np.array([0.5, 0.75]), np.float64(0.5), np.float64(1))

    assert grey.tolist() == pytest.approx([0.5, (0.731059 - 0.119203) / 0.761594], abs=1e-6)


def test_the_widest_window_is_nearly_straight() -> None:
    grey = windowed(LEVELS, np.float64(0.5), np.float64(WIDTH_RANGE[1]))

    assert np.abs(grey - LEVELS).max() < 0.006


def test_a_low_centre_brightens_and_a_high_one_darkens_by_as_much() -> None:
    low = windowed(np.array([0.3]), np.float64(0.3), np.float64(1))[0]
    high = windowed(np.array([0.7]), np.float64(0.7), np.float64(1))[0]

    assert low > 0.35
    assert low + high == pytest.approx(1)


@given(lut=luts, value=st.floats(0, 1))
def test_a_pixels_table_undoes_itself(lut: PixelLut, value: float) -> None:
    shown = lut.apply(np.array([value]))

    assert 0 <= shown[0] <= 1 + 1e-12
    assert lut.undo(shown)[0] == pytest.approx(value, abs=ONE_LEVEL)


@given(lut=luts, a=st.floats(0, 1), b=st.floats(0, 1))
def test_denser_never_becomes_darker(lut: PixelLut, a: float, b: float) -> None:
    low, high = sorted((a, b))

    shown = lut.apply(np.array([low, high]))

    assert shown[0] <= shown[1]


def test_the_parts_of_a_table_are_shown_after_the_lead() -> None:
    lut = PixelLut(Lead(0.25, 0.75), slope=1.0, pivot=0.5, centre=0.5, width=1.0)
    values = np.array([0.25, 0.5, 0.75])

    assert lut.regional(values).tolist() == pytest.approx([0.04, 0.5, 0.96])
    assert lut.windowed(values).tolist() == lut.apply(values).tolist()


@given(lead=leads, value=st.floats(0, 1))
def test_a_lead_undoes_itself(lead: Lead, value: float) -> None:
    assert lead.undo(lead.apply(np.array([value])))[0] == pytest.approx(value, abs=1e-9)


def test_a_lead_brings_its_ends_to_the_common_range() -> None:
    lead = Lead(0.2, 0.6)

    led = lead.apply(np.array([0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0]))

    assert led.tolist() == pytest.approx([0, 0.02, 0.04, 0.5, 0.96, 0.98, 1])


@pytest.mark.parametrize("ends", [(0.0, 0.5), (0.5, 1.0), (0.5, 0.5), (0.6, 0.5)])
def test_a_lead_without_room_for_three_pieces_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="0 < low < high < 1"):
        Lead(*ends)


@given(low=st.floats(-1, 2), high=st.floats(-1, 2))
def test_any_two_percentiles_make_a_lead(low: float, high: float) -> None:
    lead = lead_of(low, high)

    assert (np.diff(lead.apply(LEVELS)) > 0).all()
