"""engine.grayscale.voi"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.grayscale.levels import grey_levels
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window

LINEAR, EXACT, SIGMOID = VoiFunction.LINEAR, VoiFunction.LINEAR_EXACT, VoiFunction.SIGMOID


def s_curve(entries: int = 1024) -> VoiLut:
    """A 12-bit S, steepest in the middle: 2.5 times as steep as a straight line."""
    position = np.linspace(-5, 5, entries)
    return VoiLut(-100, 1 / (1 + np.exp(-position)), bits=12)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (LINEAR, [0, 0, 1 / 3, 2 / 3, 1, 1]),  # 3 intervals, the half and the one show
        (EXACT, [0, 0, 1 / 4, 1 / 2, 3 / 4, 1]),  # 4 intervals
        (SIGMOID, [0.0474, 0.1192, 0.2689, 0.5, 0.7311, 0.8808]),  # 1 / (1 + e^(5 - x))
    ],
)
def test_a_window_of_width_four_follows_the_standard(
    function: VoiFunction, expected: list[float]
) -> None:
    """Centre 5: by hand from PS3.3 C.11.2.1.2.1, C.11.2.1.3.1 and C.11.2.1.3.2."""
    values = np.array([2.0, 3, 4, 5, 6, 7])

    grey = Window(5, 4, function).grey(values)

    assert grey == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        # (x - 999.5) / 7 + 0.5
        (LINEAR, [0, 0, 1 / 14, 5 / 14, 1 / 2 + 1 / 14, 9 / 14, 13 / 14, 1, 1]),
        # (x - 1000) / 8 + 0.5
        (EXACT, [0, 0, 1 / 16, 5 / 16, 8 / 16, 9 / 16, 13 / 16, 1, 1]),
        # 1 / (1 + exp(-(x - 1000) / 2))
        (SIGMOID, [0.0067, 0.1192, 0.1480, 0.3208, 0.5, 0.5622, 0.7773, 0.9241, 0.9933]),
    ],
)
def test_a_window_of_width_eight_follows_the_standard_at_nine_points(
    function: VoiFunction, expected: list[float]
) -> None:
    """Centre 1000, values of a film whose Rescale Slope has halves."""
    values = np.array([990, 996, 996.5, 998.5, 1000, 1000.5, 1002.5, 1005, 1010])

    assert Window(1000, 8, function).grey(values) == pytest.approx(expected, abs=1e-4)


def test_width_one_is_a_threshold_and_never_nan() -> None:
    assert Window(127.5, 1).grey(np.array([126.0, 127, 128, 129])).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("width", [0, 0.99, -5, float("nan"), float("inf")])
def test_refuses_a_width_the_standard_forbids(width: float) -> None:
    with pytest.raises(ValueError, match=r"width"):
        Window(0, width)


def test_linear_exact_and_sigmoid_may_be_narrower_than_one() -> None:
    assert Window(0, 0.5, EXACT).grey(np.array([-1.0, 0, 1])).tolist() == [0, 0.5, 1]


def test_a_far_value_does_not_overflow_a_narrow_sigmoid() -> None:
    grey = Window(0, 1e-6, SIGMOID).grey(np.array([-65536.0, 65536]))

    assert grey == pytest.approx([0, 1])


def test_a_table_is_entered_at_its_first_mapped_value_and_clipped_at_both_ends() -> None:
    """Entries for -1, 0, 1, 2; the standard gives the first and the last to all beyond."""
    table = VoiLut(-1, np.array([0.0, 0.1, 0.7, 1.0]))

    assert table.grey(np.array([-9.0, -1, 0, 1, 2, 9])).tolist() == [0, 0, 0.1, 0.7, 1, 1]


def test_a_table_knows_its_own_middle_and_width() -> None:
    table = VoiLut(10, np.linspace(0, 1, 5))

    assert (table.centre, table.width) == (12, 4)


def test_a_dragged_table_is_stretched_about_its_middle() -> None:
    """Twice as wide: half the way from the middle at the same grey as before at the whole way."""
    table = VoiLut(0, np.array([0.0, 0.2, 0.5, 0.9, 1.0])).with_window(2, 8)

    assert table.grey(np.array([-2.0, 0, 2, 4, 6])).tolist() == [0, 0.2, 0.5, 0.9, 1]


def test_taking_hold_of_a_table_does_not_move_a_grey_level() -> None:
    table = s_curve()
    values = np.arange(-300.0, 1200)

    held = table.with_window(table.centre, table.width)

    before = grey_levels(table, values, levels=256, is_inverse=False)
    after = grey_levels(held, values, levels=256, is_inverse=False)
    assert np.abs(before - after).max() <= 1


def curve(entries: int) -> VoiLut:
    """A 12-bit S of the kind films carry: at most 1.8 times as steep as a straight line."""
    position = np.linspace(-np.pi / 2, np.pi / 2, entries)
    bent = 0.3 * np.linspace(0, 1, entries) + 0.7 * (np.sin(position) + 1) / 2
    return VoiLut(0, np.rint(bent * 4095) / 4095, bits=12)


@pytest.mark.parametrize("step", [0.25, 1 / 1.7, 1.0])
@pytest.mark.parametrize("is_width", [False, True])
def test_dragging_a_table_from_its_own_place_never_jumps(*, step: float, is_width: bool) -> None:
    """Each of 40 pixels, 250 to its whole width, moves no grey level by more than two.

    The first of them leaves the table of the file, which is looked up, for one that is
    interpolated; values between two entries, of a film with a fractional slope, count too.
    """
    table = curve(4096)
    values = np.arange(-300.0, 4400, step)
    pixel = table.width / 250
    dragged = [
        table.with_window(
            table.centre + n * pixel * (not is_width), table.width + n * pixel * is_width
        )
        for n in range(1, 40)
    ]

    shown = np.stack(
        [grey_levels(one, values, levels=256, is_inverse=False) for one in (table, *dragged)]
    ).astype(int)

    assert np.abs(np.diff(shown, axis=0)).max() <= 2
    assert (np.diff(shown, axis=1) >= 0).all()


def test_a_coarse_table_taken_hold_of_moves_by_half_an_entry_at_most() -> None:
    """Five entries 0.25 apart: as in the file 1.4 is entry 1, once dragged 0.35."""
    table = VoiLut(0, np.linspace(0, 1, 5))
    held = table.with_window(table.centre, table.width)

    values = np.array([1.0, 1.4, 1.5, 2.0])

    assert table.grey(values).tolist() == [0.25, 0.25, 0.5, 0.5]
    assert held.grey(values) == pytest.approx([0.25, 0.35, 0.375, 0.5])


def test_the_full_range_as_a_window_is_the_same_but_for_the_last_interval() -> None:
    """Values 0..4095: window 2048, 4096 starts black at 0 and ends white at 4095."""
    full = FullRange(0, 4095)

    window = full.with_window(full.centre, full.width)

    assert (window.centre, window.width) == (2048, 4096)
    assert window.grey(np.array([0.0, 4095])).tolist() == [0, 1]


VOIS: list[Voi] = [
    Window(500.5, 777.25),
    Window(500, 1),
    Window(500, 300, SIGMOID),
    Window(500, 0.25, EXACT),
    s_curve(),
    s_curve().with_window(321.5, 77),
    FullRange(-1024, 3071),
]


@given(
    voi=st.sampled_from(VOIS),
    one=st.floats(-5000, 5000),
    other=st.floats(-5000, 5000),
    is_inverse=st.booleans(),
    levels=st.sampled_from([256, 65536]),
)
def test_brighter_values_never_get_darker(
    voi: Voi, one: float, other: float, is_inverse: bool, levels: int
) -> None:
    low, high = grey_levels(voi, np.sort([one, other]), levels=levels, is_inverse=is_inverse)

    assert min(low, high) >= 0
    assert max(low, high) < levels
    assert low >= high if is_inverse else low <= high
