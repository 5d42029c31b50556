"""engine.grayscale.presentation_lut"""

import numpy as np
import pytest

from engine.grayscale.levels import presented_levels
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import FullRange, VoiFunction, VoiLut, Window

QUARTERS = np.array([0.0, 1.0, 0.2, 0.6])


def lut(entries: list[int], bits: int) -> PresentationLut:
    return PresentationLut(np.array(entries) / (2.0**bits - 1), bits)


def test_the_whole_range_after_the_voi_is_its_input() -> None:
    """Four entries: each takes a quarter of 0..1, and 1 itself the last."""
    presented = PresentationLut(QUARTERS)

    grey = presented.grey(np.array([0.0, 0.24, 0.25, 0.5, 0.74, 0.75, 1.0]))

    assert grey.tolist() == [0.0, 0.0, 1.0, 0.2, 0.2, 0.6, 0.6]


def test_entries_are_the_whole_numbers_of_the_file() -> None:
    assert lut([0, 1, 341, 1023], bits=10).entries.tolist() == [0, 1, 341, 1023]


def test_the_inverted_table_shows_the_negative() -> None:
    """Some of (1 - n / 1023) * 1023 are a hair below the whole number."""
    upright = list(range(1024))

    assert lut(upright, bits=10).inverted.entries.tolist() == upright[::-1]


@pytest.mark.parametrize("values", [np.zeros((2, 2)), np.zeros(1)])
def test_refuses_what_is_no_table(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="two entries"):
        PresentationLut(values)


def test_a_window_is_cut_into_one_interval_less_than_there_are_entries() -> None:
    """Width 7 has 6 intervals from 1.5 to 7.5, four entries 3: two values share an entry.

    Entry of 2, 3, 4, 5: (value - 1.5) * 3 / 6 = 0.25, 0.75, 1.25, 1.75. The P-values 0, 255, 51 and
    153 of 8 bits are levels as they stand.
    """
    values = np.arange(1.0, 10.0)

    found = presented_levels(
        Window(5, 7), values, lut([0, 255, 51, 153], 8), levels=256, is_inverse=False
    )

    assert found.tolist() == [0, 0, 0, 255, 255, 51, 51, 153, 153]


def test_a_threshold_takes_the_first_and_the_last_entry() -> None:
    """At the border itself, 4.5, still the first."""
    found = presented_levels(
        Window(5, 1), np.array([4.5, 5.0]), lut([9, 0, 200], 8), levels=256, is_inverse=False
    )

    assert found.tolist() == [9, 200]


def test_a_full_range_and_a_voi_table_are_cut_into_as_many_parts_as_there_are_entries() -> None:
    """Of 0..255 a quarter is 64 values; of 10 bits, level 255 is 1020 to 1023."""
    table = lut([1023, 512, 4, 3], 10)
    values = np.array([0.0, 63, 64, 127, 128, 191, 192, 255])

    of_range = presented_levels(FullRange(0, 255), values, table, levels=256, is_inverse=False)
    voi = VoiLut(0, np.arange(256) / 255, bits=8)
    of_table = presented_levels(voi, values, table, levels=256, is_inverse=False)

    assert of_range.tolist() == [255, 255, 128, 128, 1, 1, 0, 0]
    assert of_table.tolist() == of_range.tolist()


def test_the_users_negative_turns_p_values_over_not_the_entries() -> None:
    """The lowest value takes entry 0 all the same, whose P-value 10 of 8 bits becomes 245."""
    table = lut([10, 100, 30], 8)

    found = presented_levels(
        Window(5, 7), np.array([1.0, 5.0, 9.0]), table, levels=256, is_inverse=True
    )

    assert found.tolist() == [245, 155, 225]


def test_sixteen_bits_keep_apart_what_eight_would_merge() -> None:
    """65535 * p / 65535 is p."""
    table = lut([0, 1, 2, 65535], 16)

    found = presented_levels(
        Window(2.5, 4), np.arange(4.0) + 0.5, table, levels=65536, is_inverse=False
    )

    assert found.tolist() == [0, 1, 2, 65535]


def test_a_sigmoid_finds_its_entry_by_the_formula() -> None:
    """1 / (1 + exp(-4 (x - c) / w)) is 1/2 at the centre: entry 1 of 3, and the ends beside."""
    voi = Window(100, 10, VoiFunction.SIGMOID)

    found = presented_levels(
        voi, np.array([0.0, 100.0, 1000.0]), lut([7, 50, 200], 8), levels=256, is_inverse=False
    )

    assert found.tolist() == [7, 50, 200]
