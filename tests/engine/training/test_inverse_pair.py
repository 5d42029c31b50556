"""engine.training.inverse_pair"""

import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.ops.pixel_lut import (
    CENTRE_RANGE,
    PIVOT_RANGE,
    SLOPE_RANGE,
    WIDTH_RANGE,
    regional,
    windowed,
)
from engine.training.inverse_pair import (
    PLAIN,
    ROUGH,
    Spoiling,
    inverse_pair,
    maps_on,
    unit_maps,
)
from engine.training.pair import Pair, UnitMaps
from tests.engine.training.phantoms import film_of, phantom


@pytest.fixture
def wanted() -> FloatImage:
    """A standard presentation."""
    return film_of(phantom(5)).wanted


@pytest.fixture
def field(wanted: FloatImage) -> BoolImage:
    """A field that is the whole film."""
    return np.ones(wanted.shape, np.bool_)


def drawn(seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, 3])


def parameters(maps: UnitMaps) -> list[np.ndarray]:
    """Return slope, pivot, centre and width, by the formulae and not by our code."""
    maps = maps.astype(np.float64)
    slope = SLOPE_RANGE[0] * (SLOPE_RANGE[1] / SLOPE_RANGE[0]) ** maps[0]
    pivot = PIVOT_RANGE[0] + (PIVOT_RANGE[1] - PIVOT_RANGE[0]) * maps[1]
    centre = CENTRE_RANGE[0] + (CENTRE_RANGE[1] - CENTRE_RANGE[0]) * maps[2]
    width = WIDTH_RANGE[0] * (WIDTH_RANGE[1] / WIDTH_RANGE[0]) ** maps[3]
    return [slope, pivot, centre, width]


def remapped(raw: FloatImage, maps: UnitMaps) -> np.ndarray:
    slope, pivot, centre, width = parameters(maps)
    return windowed(regional(raw.astype(np.float64), slope, pivot), centre, width)


def maps_of(pair: Pair) -> UnitMaps:
    assert pair.maps is not None
    return pair.maps


@pytest.mark.parametrize("seed", range(8))
def test_the_maps_lead_back_to_what_was_wanted(
    seed: int, wanted: FloatImage, field: BoolImage
) -> None:
    """All but for the 12 bits of the raw film, whose steps a steep table widens."""
    pair = inverse_pair(wanted, field, drawn(seed))

    assert pair.is_exact
    assert np.abs(remapped(pair.raw, maps_of(pair)) - wanted).max() < 1.2e-3


@pytest.mark.parametrize("seed", range(3))
def test_without_quantising_the_maps_lead_back_all_but_exactly(
    seed: int, wanted: FloatImage, field: BoolImage
) -> None:
    pair = inverse_pair(wanted, field, drawn(seed), Spoiling(bits=(24,)))

    assert np.abs(remapped(pair.raw, maps_of(pair)) - wanted).max() < 2e-5


def test_raw_films_have_the_bits_they_are_said_to_have(
    wanted: FloatImage, field: BoolImage
) -> None:
    raw = inverse_pair(wanted, field, drawn(0), Spoiling(bits=(10,))).raw

    np.testing.assert_allclose(raw * 1023, np.round(raw * 1023), atol=1e-3)
    assert 0 <= raw.min() < raw.max() <= 1


def test_chance_alone_decides(wanted: FloatImage, field: BoolImage) -> None:
    one, same, other = (inverse_pair(wanted, field, drawn(n), ROUGH) for n in (1, 1, 2))

    assert np.array_equal(one.raw, same.raw)
    assert np.array_equal(maps_of(one), maps_of(same))
    assert not np.array_equal(one.raw, other.raw)


def test_the_window_is_one_for_the_film_and_the_regional_part_is_not(
    wanted: FloatImage, field: BoolImage
) -> None:
    maps = maps_of(inverse_pair(wanted, field, drawn(4)))

    assert np.ptp(maps[2:], axis=(1, 2)).tolist() == [0, 0]
    assert (np.ptp(maps[:2], axis=(1, 2)) > 0.1).all()


@pytest.mark.parametrize("seed", range(5))
def test_ends_that_are_moved_are_moved_in_the_maps_too(
    seed: int, wanted: FloatImage, field: BoolImage
) -> None:
    """In the straight piece the tables still lead back; toe and shoulder differ a little."""
    pair = inverse_pair(wanted, field, drawn(seed), Spoiling(moves_ends=True, bits=(16,)))

    away = np.abs(remapped(pair.raw, maps_of(pair)) - wanted)
    assert not pair.is_exact
    assert np.median(away) < 1e-3
    assert pair.raw.max() < 1.0


def test_noise_is_added_to_the_raw_film_only(wanted: FloatImage, field: BoolImage) -> None:
    noisy = inverse_pair(wanted, field, drawn(6), Spoiling(noise=0.05, bits=(14,)))
    plain = inverse_pair(wanted, field, drawn(6), Spoiling(bits=(14,)))

    assert np.array_equal(noisy.wanted, plain.wanted)
    assert np.array_equal(maps_of(noisy), maps_of(plain))
    assert 1e-3 < (noisy.raw - plain.raw).std() < 0.06


def test_the_plain_recipe_is_that_of_the_evaluation() -> None:
    """Noise or moved ends in it would flatter or hurt every figure that was ever reported."""
    assert Spoiling(moves_ends=False, noise=0.0, bits=(12,)) == PLAIN


@pytest.mark.parametrize(("scale", "shift"), [(0.6, 0.3), (1.25, -0.1)])
def test_maps_carry_over_to_a_film_of_another_range(scale: float, shift: float) -> None:
    """For x' with x = s x' + t the straight piece is a (s x' + t) + b, to the last bit."""
    slope, pivot = np.full((1, 1), 1.2, np.float32), np.full((1, 1), 0.55, np.float32)
    maps = unit_maps(slope, pivot, 0.5, 1.0)
    values = np.linspace(0.4, 0.6, 9)

    moved_slope, moved_pivot, _, _ = parameters(maps_on(maps, scale, shift))

    before = 1.2 * (scale * values + shift - 0.5) + 0.55
    after = moved_slope[0, 0] * (values - 0.5) + moved_pivot[0, 0]
    np.testing.assert_allclose(after, before, atol=1e-6)


def test_unit_maps_end_at_the_ends_of_their_ranges() -> None:
    slope = np.array([[0.1, 1.0, 9.0]], np.float32)
    pivot = np.array([[-0.1, 0.5, 1.1]], np.float32)

    maps = unit_maps(slope, pivot, 0.9, 0.4)

    assert maps[0].ravel().tolist() == pytest.approx([0, 0.5, 1])
    assert maps[1].ravel().tolist() == pytest.approx([0, 0.5, 1])
    assert maps[2:].min(axis=(1, 2)).tolist() == pytest.approx([1, 0], abs=1e-6)
