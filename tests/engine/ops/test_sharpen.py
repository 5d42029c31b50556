"""engine.ops.sharpen"""

import numpy as np
import pytest
from scipy import ndimage

from engine.ops.sharpen import unsharp_mask
from tests.properties.films import grey_film


@pytest.mark.parametrize("amount", [0.5, 2.0])
def test_it_adds_the_detail_that_scipys_gaussian_removes(amount: float) -> None:
    film = grey_film(90, 140)

    sharp = unsharp_mask(film, (3.0, 2.0), amount)

    wide = film.astype(np.float64)
    expected = wide + amount * (wide - ndimage.gaussian_filter(wide, (3.0, 2.0), mode="reflect"))
    np.testing.assert_allclose(sharp, expected, atol=1e-5)


def test_detail_below_the_threshold_is_left_alone_and_more_loses_it() -> None:
    """An impulse of 1 on 0 under a blur of weight w at its centre has the detail 1 - w."""
    film = np.zeros((21, 21), np.float32)
    film[10, 10] = 1.0
    weight = float(ndimage.gaussian_filter(film.astype(np.float64), 2.0)[10, 10])

    sharp = unsharp_mask(film, (2.0, 2.0), 1.5, threshold=0.1)

    assert sharp[10, 10] == pytest.approx(1 + 1.5 * (1 - weight - 0.1), abs=1e-5)
    beside = np.ones(film.shape, np.bool_)
    beside[10, 10] = False
    assert not sharp[beside].any(), "around it the detail is below 0.04"


def test_amount_zero_is_a_copy() -> None:
    film = grey_film(20, 20)

    np.testing.assert_array_equal(unsharp_mask(film, (2.0, 2.0), 0.0), film)


def test_it_may_overshoot_at_an_edge() -> None:
    step = np.zeros((20, 20), np.float32)
    step[:, 10:] = 1

    sharp = unsharp_mask(step, (2.0, 2.0), 1.0)

    assert sharp.max() > 1.3
    assert sharp.min() < -0.3
