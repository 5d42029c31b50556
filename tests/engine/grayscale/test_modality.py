"""engine.grayscale.modality"""

import numpy as np
import pytest

from engine.grayscale.modality import LinearModality, TableModality


def test_rescale_is_slope_times_stored_plus_intercept() -> None:
    values = LinearModality(2, -1024).apply(np.array([0.0, 100]))

    assert values.tolist() == [-1024, -824]


def test_bounds_of_a_negative_slope_are_in_order() -> None:
    assert LinearModality(-2, 10).bounds(0, 100) == (-190, 10)


@pytest.mark.parametrize(("slope", "intercept"), [(0, 1), (float("nan"), 0), (1, float("inf"))])
def test_refuses_a_rescale_that_loses_everything(slope: float, intercept: float) -> None:
    with pytest.raises(ValueError, match="not a rescale"):
        LinearModality(slope, intercept)


def test_a_table_gives_its_ends_to_all_beyond() -> None:
    table = TableModality(-1, np.array([10.0, 20, 40]), bits=8)

    assert table.apply(np.array([-5.0, -1, 0, 1, 5])).tolist() == [10, 10, 20, 40, 40]


def test_a_table_can_reach_every_value_of_its_bits() -> None:
    assert TableModality(0, np.array([3.0, 5]), bits=12).bounds(0, 1) == (0, 4095)
