"""engine.ops.flat_field"""

import numpy as np
import pytest
from scipy import ndimage

from engine.frame import FloatImage
from engine.ops.flat_field import divided, gain_of, on_grid, rescaled, subtracted
from engine.placement import AS_READ, Placement
from tests.properties.films import grey_film


@pytest.fixture
def film() -> FloatImage:
    return grey_film(90, 120)


@pytest.fixture
def flat() -> FloatImage:
    """A uniform exposure of 900 to 1100."""
    ramp = np.linspace(900, 1100, 120, dtype=np.float32)
    return np.ascontiguousarray(ramp[None].repeat(90, axis=0))


def test_dividing_by_the_gain_undoes_it(film: FloatImage, flat: FloatImage) -> None:
    gain = gain_of(flat, 1000.0)

    np.testing.assert_allclose(divided(film * gain, gain, 0.0), film, atol=1e-6)


def test_the_dose_is_zero_where_it_is_said_to_be(film: FloatImage, flat: FloatImage) -> None:
    gain = gain_of(flat, 1000.0)
    uneven = (film + np.float32(0.25)) * gain - np.float32(0.25)

    np.testing.assert_allclose(divided(uneven, gain, -0.25), film, atol=1e-6)


def test_the_logarithm_of_a_gain_is_subtracted(film: FloatImage, flat: FloatImage) -> None:
    offset = np.log(flat / np.float32(1000))

    np.testing.assert_allclose(subtracted(film + offset, offset), film, atol=1e-6)


@pytest.mark.parametrize("answer", [0.0, -5.0])
def test_a_dead_pixel_does_not_blow_up(answer: float) -> None:
    flat = np.full((3, 3), 100.0, np.float32)
    flat[1, 1] = answer

    assert gain_of(flat, 100.0).min() == pytest.approx(0.05)


def test_a_range_is_spread_over_black_to_white_and_clipped_there() -> None:
    film = np.array([[-0.3, -0.2, 0.4, 1.0, 1.1]], np.float32)

    spread = rescaled(film, -0.2, 1.0)

    np.testing.assert_allclose(spread, [[0.0, 0.0, 0.5, 1.0, 1.0]], atol=1e-6)


def test_a_smaller_grid_takes_means(flat: FloatImage) -> None:
    small = on_grid(flat, (30, 40), AS_READ)

    np.testing.assert_allclose(small, flat.reshape(30, 3, 40, 3).mean(axis=(1, 3)), rtol=1e-6)


def test_a_cut_out_is_looked_up_at_its_place(film: FloatImage) -> None:
    placement = Placement(x_by_x=0.5, x=0.25, y_by_y=0.5, y=0.5)

    cut = on_grid(film, (45, 60), placement)

    np.testing.assert_allclose(cut, film[45:90, 30:90], atol=1e-5)


def test_a_turned_film_is_looked_up_as_scipy_does(film: FloatImage) -> None:
    film = ndimage.gaussian_filter(film, 3)
    angle = np.deg2rad(10)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array([60.0, 45.0])
    matrix = np.column_stack([turn, middle - turn @ middle])

    turned = on_grid(film, film.shape, Placement.of_pixels(matrix, film.shape, film.shape))

    down, across = np.mgrid[0:90, 0:120] + 0.5
    x = matrix[0, 0] * across + matrix[0, 1] * down + matrix[0, 2] - 0.5
    y = matrix[1, 0] * across + matrix[1, 1] * down + matrix[1, 2] - 0.5
    judged = ndimage.map_coordinates(film, [y, x], order=1, mode="nearest")
    np.testing.assert_allclose(turned, judged, atol=2e-3)
