"""engine.models.mapping.maps"""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.models.mapping.maps import UNCHANGED, Overrides, ParameterMaps
from engine.ops.pixel_lut import CENTRE_RANGE, PIVOT_RANGE, SLOPE_RANGE, WIDTH_RANGE
from tests.engine.models.mapping.tiny import LEAD, even_maps, random_maps

NAMES = ("slope", "pivot", "centre", "width")
NOTHING = (1.0, 0.5, 0.5, 4.0)
"""Slope, pivot, centre and width that change nothing."""


def first(maps: ParameterMaps) -> tuple[float, ...]:
    """Slope, pivot, centre and width of the first cell."""
    return tuple(float(getattr(maps, name)[0, 0]) for name in NAMES)


def test_unit_values_span_the_ranges() -> None:
    """The middle of slope and width is that of ratios, of pivot and centre that of sums."""
    units = np.tile(np.array([0, 0.5, 1], np.float32), (4, 1, 1))

    maps = ParameterMaps.of_units(units, LEAD)

    assert maps.slope[0] == pytest.approx([SLOPE_RANGE[0], 1.0, SLOPE_RANGE[1]])
    assert maps.pivot[0] == pytest.approx([PIVOT_RANGE[0], 0.5, PIVOT_RANGE[1]])
    assert maps.centre[0] == pytest.approx([CENTRE_RANGE[0], 0.5, CENTRE_RANGE[1]])
    assert maps.width[0] == pytest.approx([WIDTH_RANGE[0], (0.4 * 4) ** 0.5, WIDTH_RANGE[1]])


def test_the_unchanged_units_change_nothing() -> None:
    units = np.array(UNCHANGED, np.float32)[:, None, None]

    maps = ParameterMaps.of_units(units, LEAD)

    assert first(maps) == pytest.approx(NOTHING)
    assert maps.is_global


def test_the_bias_is_that_of_the_paper() -> None:
    """Such that a x + b is the pivot where x is one half."""
    assert even_maps(2.0, 0.6).bias == pytest.approx(np.full((6, 5), -0.4))


def test_only_four_maps_are_maps() -> None:
    with pytest.raises(ValueError, match="4, rows, columns"):
        ParameterMaps(np.ones((3, 2, 2), np.float32), LEAD)


def test_nobody_writes_to_them() -> None:
    with pytest.raises(ValueError, match="read-only"):
        even_maps().slope[0, 0] = 2


@pytest.mark.parametrize(
    ("maps", "has_one_window", "is_global"),
    [
        (even_maps(1.0, 0.5, 0.4, 1.0), True, True),
        (even_maps(1.01, 0.5, 0.4, 1.0), True, False),
        (even_maps(1.0, 0.51, 0.4, 1.0), True, False),
        (random_maps(3, 3), False, False),
    ],
)
def test_one_window_says_it_all_where_the_regional_part_changes_nothing(
    maps: ParameterMaps, has_one_window: bool, is_global: bool
) -> None:
    assert maps.has_one_window is has_one_window
    assert maps.is_global is is_global


@pytest.mark.parametrize("number", [2, 3])
def test_a_window_that_varies_is_not_one(number: int) -> None:
    values = even_maps().values.copy()
    values[number, 0, 0] -= 0.1

    assert not ParameterMaps(values, LEAD).has_one_window


def test_full_strength_leaves_maps_as_predicted() -> None:
    maps = random_maps(7, 9)

    assert maps.overridden(Overrides()).values == pytest.approx(maps.values, rel=1e-5)


def test_no_strength_leaves_the_film_unchanged() -> None:
    maps = random_maps(7, 9).overridden(Overrides(strength=0.0))

    assert maps.is_global
    assert first(maps) == pytest.approx(NOTHING)


def test_half_the_strength_is_half_the_way_in_ratios_or_sums() -> None:
    maps = even_maps(4.0, 0.7, 0.4, 1.0).overridden(Overrides(strength=0.5))

    assert first(maps) == pytest.approx((2.0, 0.6, 0.45, 2.0))


def test_moves_multiply_slope_and_width_and_shift_pivot_and_centre() -> None:
    moves = Overrides(contrast=0.5, brightness=0.1, centre=-0.2, width=-0.5)

    maps = even_maps(1.2, 0.5, 0.5, 2.0).overridden(moves)

    assert first(maps) == pytest.approx((1.8, 0.6, 0.3, 1.0))


def test_a_move_counts_in_full_whatever_the_strength() -> None:
    maps = even_maps(4.0).overridden(Overrides(strength=0.0, contrast=1.0))

    assert first(maps)[0] == pytest.approx(2.0)


@pytest.mark.parametrize("number", range(4))
def test_a_locked_map_is_held_where_it_changes_nothing(number: int) -> None:
    locks = [False] * 4
    locks[number] = True
    moves = Overrides(contrast=0.1, brightness=0.1, centre=0.1, width=-0.1)
    free = first(even_maps(2.0, 0.4, 0.4, 1.0).overridden(moves))

    held = even_maps(2.0, 0.4, 0.4, 1.0).overridden(
        replace(moves, locks=(locks[0], locks[1], locks[2], locks[3]))
    )

    expected = list(free)
    expected[number] = NOTHING[number]
    assert first(held) == pytest.approx(expected)


def test_no_move_leaves_the_ranges_that_keep_the_order_of_greys() -> None:
    far = Overrides(contrast=1.0, brightness=0.3, centre=0.3, width=1.0)
    near = Overrides(contrast=-0.5, brightness=-0.3, centre=-0.3, width=-0.75)

    high = even_maps(4.0, 0.9, 0.8, 4.0).overridden(far)
    low = even_maps(0.3, 0.1, 0.2, 0.5).overridden(near)

    assert first(high) == pytest.approx((4.0, PIVOT_RANGE[1], 0.9, 4.0))
    assert first(low) == pytest.approx((0.25, PIVOT_RANGE[0], 0.1, 0.4))


@pytest.mark.parametrize("size", [(40, 30), (13, 17), (5, 4)])
def test_a_table_is_interpolated_as_the_remap_does(size: tuple[int, int]) -> None:
    maps = random_maps(5, 4)
    small = torch.from_numpy(maps.values.copy())[None]
    spread = functional.interpolate(small, size=size, mode="bilinear", align_corners=False)[0]

    for row, column in np.ndindex(size):
        lut = maps.lut_at((row + 0.5) / size[0], (column + 0.5) / size[1])
        found = (lut.slope, lut.pivot, lut.centre, lut.width)
        assert found == pytest.approx(spread[:, row, column].tolist(), abs=1e-5)
        assert lut.lead is LEAD


def test_beyond_the_film_the_nearest_table_holds() -> None:
    maps = random_maps(5, 4)

    assert maps.lut_at(-0.2, 1.3).slope == pytest.approx(float(maps.slope[0, -1]))
    assert maps.lut_at(1.0, 0.0).width == pytest.approx(float(maps.width[-1, 0]))
