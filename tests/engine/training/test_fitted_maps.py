"""engine.training.fitted_maps"""

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.ops.pixel_lut import PIVOT_RANGE, SLOPE_RANGE, regional, windowed
from engine.training.fitted_maps import CENTRE, WIDTH, fitted_maps
from tests.engine.training.phantoms import phantom


@pytest.fixture
def raw() -> FloatImage:
    """A raw film within the straight piece of the tables used here, and full of detail."""
    grain = np.random.default_rng(0).random((160, 144), dtype=np.float32)
    return 0.35 + 0.1 * phantom(3) + 0.2 * grain


def shown(raw: FloatImage, slope: np.ndarray | float, pivot: np.ndarray | float) -> FloatImage:
    level = regional(raw.astype(np.float64), np.asarray(slope), np.asarray(pivot))
    return windowed(level, np.float64(CENTRE), np.float64(WIDTH)).astype(np.float32)


def slopes_and_pivots(maps: FloatImage) -> tuple[FloatImage, FloatImage]:
    slope = SLOPE_RANGE[0] * (SLOPE_RANGE[1] / SLOPE_RANGE[0]) ** maps[0]
    return slope, PIVOT_RANGE[0] + (PIVOT_RANGE[1] - PIVOT_RANGE[0]) * maps[1]


def test_known_tables_are_found_again(raw: FloatImage) -> None:
    wanted = shown(raw, 1.7, 0.6)

    slope, pivot = slopes_and_pivots(fitted_maps(raw, wanted, np.ones_like(raw)))

    np.testing.assert_allclose(slope, 1.7, rtol=0.1)  # it is held back a little
    np.testing.assert_allclose(pivot, 0.6, atol=0.01)


def test_tables_that_differ_from_side_to_side_are_found_on_their_side(raw: FloatImage) -> None:
    wanted = shown(raw, 1.0, 0.45)
    wanted[:, 72:] = shown(raw, 1.0, 0.58)[:, 72:]

    _, pivot = slopes_and_pivots(fitted_maps(raw, wanted, np.ones_like(raw)))

    assert np.median(pivot[:, :40]) == pytest.approx(0.45, abs=0.02)
    assert np.median(pivot[:, -40:]) == pytest.approx(0.58, abs=0.02)


def test_what_has_no_weight_has_no_say(raw: FloatImage) -> None:
    wanted, weight = shown(raw, 1.3, 0.5), np.ones_like(raw)
    weight[:40] = 0
    spoilt_raw, spoilt_wanted = raw.copy(), wanted.copy()
    spoilt_raw[:40], spoilt_wanted[:40] = 1, 0

    fitted = fitted_maps(spoilt_raw, spoilt_wanted, weight)

    np.testing.assert_allclose(fitted[:, 60:], fitted_maps(raw, wanted, weight)[:, 60:], atol=1e-5)


def test_fitted_maps_are_units_and_bring_the_film_nearer(raw: FloatImage) -> None:
    wanted = shown(raw, 2.2, 0.4)

    maps = fitted_maps(raw, wanted, np.ones_like(raw))

    slope, pivot = slopes_and_pivots(maps)
    assert maps.shape == (4, *raw.shape)
    assert ((maps >= 0) & (maps <= 1)).all()
    assert np.abs(shown(raw, slope, pivot) - wanted).mean() < 0.1 * np.abs(raw - wanted).mean()


def test_a_blank_film_is_fitted_without_a_nonsense_number() -> None:
    blank = np.full((60, 60), 0.5, np.float32)

    assert np.isfinite(fitted_maps(blank, blank, np.zeros_like(blank))).all()
