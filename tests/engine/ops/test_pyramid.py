"""engine.ops.pyramid"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import ndimage

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.pyramid import Pyramid, enlarged, halved, most_bands, pyramid_of, rebuilt
from engine.progress import Progress
from tests.properties.films import grey_film, real_film

SHAPES = [(1, 1), (1, 40), (40, 1), (2, 3), (97, 64), (61, 130), (5, 3000), (1501, 403)]


def random_film(shape: tuple[int, int]) -> FloatImage:
    return np.random.default_rng(0).random(shape, np.float32)


def put_together(pyramid: Pyramid) -> FloatImage:
    return rebuilt(pyramid, pyramid.residual, lambda _number, detail, _base: detail)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_film_of_any_shape_comes_back(shape: tuple[int, int]) -> None:
    film = random_film(shape)
    pyramid = pyramid_of(film, most_bands(shape))

    again = put_together(pyramid)

    assert pyramid.residual.shape == (1, 1)
    assert_allclose(again, film, atol=1e-6)


@pytest.mark.parametrize("number", range(3))
def test_a_real_film_comes_back(shared_data: Path, number: int) -> None:
    film = real_film(shared_data, number)

    again = put_together(pyramid_of(film, most_bands(film.shape)))

    assert_allclose(again, film, atol=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_levels_are_those_of_opencv_bit_for_bit(shape: tuple[int, int]) -> None:
    """Ours are made in stripes, with what a stripe needs of its neighbours."""
    film = random_film(shape)

    pyramid = pyramid_of(film, most_bands(shape))

    for fine, coarse in zip(pyramid.levels[:-1], pyramid.levels[1:], strict=True):
        assert_array_equal(coarse, cv2.pyrDown(fine))
        assert_array_equal(
            enlarged(coarse, fine.shape), cv2.pyrUp(coarse, dstsize=fine.shape[::-1])
        )


def test_a_level_is_smoothed_by_the_kernel_of_burt_and_adelson() -> None:
    film = random_film((60, 41))
    kernel = np.array([1, 4, 6, 4, 1]) / 16

    ours = halved(film)

    smooth = ndimage.convolve1d(film.astype(np.float64), kernel, axis=0, mode="mirror")
    theirs = ndimage.convolve1d(smooth, kernel, axis=1, mode="mirror")[::2, ::2]
    assert_allclose(ours, theirs, atol=1e-6)


def test_rows_of_a_band_are_those_of_the_whole_band() -> None:
    pyramid = pyramid_of(random_film((61, 40)), 2)
    whole, whole_base = pyramid.band(0)

    some, some_base = pyramid.band(0, slice(20, 47))

    assert_array_equal(some, whole[20:47])
    assert_array_equal(some_base, whole_base[20:47])


def test_a_flat_film_has_no_detail() -> None:
    pyramid = pyramid_of(np.full((37, 50), 0.3, np.float32), 6)

    for number in range(pyramid.bands):
        assert np.abs(pyramid.band(number)[0]).max() < 1e-6


def test_a_wave_lies_in_the_band_of_its_period() -> None:
    """Four pixels in the finest band, twice as many in each that follows."""
    across = np.arange(512, dtype=np.float32)
    for wanted in range(1, 5):
        wave = np.sin(2 * np.pi * across / (4 * 2**wanted)).astype(np.float32)
        pyramid = pyramid_of(np.tile(wave, (64, 1)), 6)

        powers = [float(np.square(pyramid.band(number)[0]).mean()) for number in range(6)]

        assert int(np.argmax(powers)) == wanted


def test_a_changed_band_is_put_back_changed() -> None:
    """Without its finest band a film is what is enlarged from the next level."""
    film = grey_film(120, 97)
    pyramid = pyramid_of(film, 4)

    smooth = rebuilt(
        pyramid, pyramid.residual, lambda number, detail, _base: detail * float(number > 0)
    )

    assert_allclose(smooth, cv2.pyrUp(cv2.pyrDown(film), dstsize=(97, 120)), atol=1e-6)


def test_a_change_that_looks_at_neighbours_does_not_see_the_stripes() -> None:
    film = random_film((1501, 403))  # of several stripes
    pyramid = pyramid_of(film, 1)

    def change(_number: int, detail: FloatImage, _base: FloatImage) -> FloatImage:
        return cv2.blur(detail, (5, 5))  # type: ignore[return-value]

    ours = rebuilt(pyramid, pyramid.residual, change, halo=2)

    detail, base = pyramid.band(0)
    assert_allclose(ours, cv2.blur(detail, (5, 5)) + base, atol=1e-5)


def test_more_bands_than_there_are_octaves_are_refused() -> None:
    with pytest.raises(ValueError, match="5 bands"):
        pyramid_of(random_film((9, 16)), 5)


def test_both_ways_can_be_cancelled() -> None:
    film = random_film((64, 64))
    pyramid = pyramid_of(film, 3)
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        pyramid_of(film, 3, progress)
    with pytest.raises(Cancelled):
        rebuilt(pyramid, pyramid.residual, lambda _n, detail, _b: detail, progress)
