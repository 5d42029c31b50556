"""engine.grayscale.levels"""

import numpy as np
import pytest

from engine.grayscale.levels import grey_levels
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window


def levels_of(voi: Voi, values: list[float], *, levels: int = 256, inverse: bool = False) -> object:
    found = grey_levels(voi, np.array(values, dtype=float), levels=levels, is_inverse=inverse)
    return found.tolist()


def test_windows_are_cut_into_one_interval_less_than_there_are_levels() -> None:
    """Width 4 about 5: thirds of 255, and the same upside down."""
    window = Window(5, 4)

    assert levels_of(window, [2, 3, 4, 5, 6, 7]) == [0, 0, 85, 170, 255, 255]
    assert levels_of(window, [2, 3, 4, 5, 6, 7], inverse=True) == [255, 255, 170, 85, 0, 0]


def test_levels_are_truncated_not_rounded() -> None:
    """Width 3 about 1.5: 1 is the middle of 255, which is 127 for the judge."""
    assert levels_of(Window(1.5, 3), [0, 1, 2]) == [0, 127, 255]


def test_a_narrow_window_of_width_one_is_black_and_white() -> None:
    assert levels_of(Window(127.5, 1), [126, 127, 128]) == [0, 0, 255]
    assert levels_of(Window(127.5, 1), [126, 127, 128], inverse=True) == [255, 255, 0]


def test_the_full_range_of_eight_bits_comes_out_as_it_is() -> None:
    full = FullRange(0, 255)

    assert levels_of(full, list(range(256))) == list(range(256))
    assert levels_of(full, list(range(256)), inverse=True) == list(range(255, -1, -1))


def test_the_full_range_of_twelve_bits_gives_sixteen_values_to_each_level() -> None:
    assert levels_of(FullRange(0, 4095), [0, 15, 16, 4079, 4080, 4095]) == [0, 0, 1, 254, 255, 255]


def test_at_sixteen_bits_each_value_begins_its_own_share_as_for_the_judge() -> None:
    """Eight bits: 256 shares of 65536, so white is the begin of the last, 65280."""
    assert levels_of(FullRange(0, 255), [0, 128, 255], levels=65536) == [0, 32768, 65280]


def test_one_bit_is_black_and_white() -> None:
    assert levels_of(FullRange(0, 1), [0, 1]) == [0, 255]


def test_a_range_of_fractions_reaches_white() -> None:
    assert levels_of(FullRange(0.0, 0.5), [0, 0.25, 0.5]) == [0, 128, 255]


def test_an_eight_bit_table_comes_out_at_its_own_entries() -> None:
    entries = np.array([0, 1, 77, 254, 255])

    found = levels_of(VoiLut(0, entries / 255, bits=8), [0, 1, 2, 3, 4])

    assert found == entries.tolist()


def test_a_sixteen_bit_table_comes_out_at_its_own_entries() -> None:
    """All of them: division and multiplication must not lose one to the floor."""
    entries = np.arange(65536)
    table = VoiLut(0, entries / 65535, bits=16)

    found = grey_levels(table, entries.astype(float), levels=65536, is_inverse=False)

    assert (found == entries).all()


def test_linear_exact_cuts_its_whole_width() -> None:
    """Width 4 about 100: quarters of 255, truncated."""
    window = Window(100, 4, VoiFunction.LINEAR_EXACT)

    assert levels_of(window, [98, 99, 100, 101, 102]) == [0, 63, 127, 191, 255]
    assert levels_of(window, [98, 99, 100, 101, 102], inverse=True) == [255, 191, 127, 63, 0]


@pytest.mark.parametrize("levels", [256, 65536])
def test_no_level_is_outside_whatever_the_values(levels: int) -> None:
    far = [-1e12, -1.0, 0.0, 1.0, 1e12]

    for voi in (Window(0, 2), Window(0, 2, VoiFunction.SIGMOID), FullRange(0, 4095)):
        for inverse in (False, True):
            found = grey_levels(voi, np.array(far), levels=levels, is_inverse=inverse)
            assert found.min() >= 0
            assert found.max() <= levels - 1
