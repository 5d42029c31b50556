"""engine.training.fields"""

import cv2
import numpy as np
import pytest
from scipy import ndimage

from engine.training.fields import blurred, enlarged, wavy
from tests.engine.training.phantoms import phantom


@pytest.mark.parametrize("share", [0.01, 0.02, 0.05, 0.1])
def test_a_blur_is_that_of_scipy(share: float) -> None:
    """A wide one is taken on a reduced film, and is a little off for it."""
    film = phantom(1, 240, 200)

    found = blurred(film, share)

    exact = ndimage.gaussian_filter(film, share * 240, mode="nearest")
    assert found.shape == film.shape
    assert np.abs(found - exact)[20:-20, 20:-20].max() < 0.02
    assert np.abs(found - exact).mean() < 0.3 * np.abs(film - exact).mean()


def test_the_long_side_counts() -> None:
    """A point spreads as far on a high film as on a broad one."""
    point = np.zeros((200, 100), np.float32)
    point[100, 50] = 1

    np.testing.assert_allclose(blurred(point, 0.02).T, blurred(point.T.copy(), 0.02), atol=1e-7)


def test_a_wavy_field_passes_through_normal_numbers() -> None:
    field = wavy((240, 200), np.random.default_rng(1))

    assert field.shape == (240, 200)
    assert field.dtype == np.float32
    assert 0.3 < field.std() < 1.5
    assert np.abs(np.diff(field, axis=0)).max() < 0.1  # smooth
    assert not np.array_equal(field, wavy((240, 200), np.random.default_rng(2)))


def test_a_small_field_is_enlarged_where_it_lies() -> None:
    small = np.zeros((4, 4), np.float32)
    small[0, 3] = 1

    large = enlarged(small, (80, 120))

    assert large.shape == (80, 120)
    assert np.unravel_index(large.argmax(), large.shape)[0] < 20
    assert np.unravel_index(large.argmax(), large.shape)[1] >= 90
    assert cv2.resize(large, (4, 4), interpolation=cv2.INTER_AREA)[0, 3] > 0.8
