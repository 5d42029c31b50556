"""engine.ops.edges"""

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage
from skimage import filters

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.edges import (
    BRIGHT_PERCENT,
    Gradient,
    band_raised,
    gradient_blended,
    laplacian_sharpened,
    steepness,
)
from engine.progress import Progress
from tests.properties.films import grey_film, real_film


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def scaled_laplacian(film: FloatImage, sigma_px: tuple[float, float]) -> npt.NDArray[np.floating]:
    """Second derivatives of scipy's Gaussian, each times its sigma squared, in float64."""
    wide = film.astype(np.float64)
    return sum(
        (
            sigma**2
            * ndimage.gaussian_filter(wide, sigma_px, order=order, mode="reflect", truncate=6)
            for sigma, order in zip(sigma_px, ((2, 0), (0, 2)), strict=True)
        ),
        np.zeros(film.shape),
    )


@pytest.mark.parametrize(
    ("sigma_px", "tolerance"),
    [
        ((1.0, 1.0), 4e-3),  # scipy's samples are as far from the continuous one there
        ((1.5, 1.5), 3e-4),
        ((2.0, 3.0), 2e-4),
        ((4.0, 4.0), 2e-4),
        ((7.0, 5.0), 2e-4),  # in two passes
        ((20.0, 20.0), 1e-3),  # the first on a reduced film
    ],
)
def test_the_laplacian_agrees_with_scipy(sigma_px: tuple[float, float], tolerance: float) -> None:
    film = grey_film(200, 160, noise=0.1)

    sharp = laplacian_sharpened(film, sigma_px, 1.5)

    laplacian = scaled_laplacian(film, sigma_px)
    np.testing.assert_allclose(sharp, film - 1.5 * laplacian, atol=tolerance)
    assert np.abs(laplacian).max() > 0.05


def test_the_laplacian_agrees_with_scipy_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data, 5)

    sharp = laplacian_sharpened(film, (1.5, 1.5), 1.0)

    np.testing.assert_allclose(sharp, film - scaled_laplacian(film, (1.5, 1.5)), atol=3e-4)


def test_the_laplacian_answers_most_to_waves_of_4_4_sigma() -> None:
    """There it is 2/e of their height: the docstring's 0.74."""
    along = np.arange(400)
    heights = {}
    for length in (3.0, 4.44, 6.5):
        wave = 0.5 + 0.1 * np.cos(math.tau * along / (10 * length))
        film = np.tile(wave.astype(np.float32), (200, 1))
        sharp = laplacian_sharpened(film, (10.0, 10.0), 1.0)
        heights[length] = float((sharp - film)[100, 100:300].max() / 0.1)

    assert heights[4.44] == pytest.approx(2 / math.e, abs=0.01)
    assert max(heights[3.0], heights[6.5]) < heights[4.44]


@pytest.mark.parametrize("sigma_px", [0.05, 0.3, 0.7])
def test_below_a_pixel_the_laplacian_neither_shifts_greys_nor_grows(sigma_px: float) -> None:
    """On a parabola it is 2 sigma squared exactly; samples as they are would be far off."""
    down = np.arange(60) / 60
    film = np.tile((down**2)[:, np.newaxis], (1, 40)).astype(np.float32)

    sharp = laplacian_sharpened(film, (sigma_px, sigma_px), 1.0)

    taken = (film - sharp)[10:50]
    np.testing.assert_allclose(taken, 2 * (sigma_px / 60) ** 2, atol=2e-6)


@pytest.mark.parametrize(
    ("operator", "judge"), [(Gradient.SOBEL, filters.sobel), (Gradient.SCHARR, filters.scharr)]
)
def test_steepness_agrees_with_skimage(
    operator: Gradient, judge: object, shared_data: Path
) -> None:
    """Skimage counts greys per two pixels, and takes the root of the mean of both squares."""
    film = real_film(shared_data, 6)
    assert callable(judge)

    steep = steepness(film, operator, (1.0, 1.0))

    np.testing.assert_allclose(steep, judge(film) / math.sqrt(2), atol=1e-6)


def test_an_edge_is_as_high_as_its_step() -> None:
    """A step of 0.3 along rows, smoothed by 3 px; the kernel's own width is allowed for."""
    film = np.full((60, 80), 0.2, np.float32)
    film[:, 40:] = 0.5
    smooth = ndimage.gaussian_filter(film, 3.0)

    steep = steepness(smooth, Gradient.SOBEL, (1.0, math.sqrt(math.tau * 9.5)))

    assert steep.max() == pytest.approx(0.3, rel=0.03)


def test_edges_alone_are_bright_at_the_percentile_and_black_where_flat() -> None:
    film = grey_film(150, 150, noise=0.02)
    film[:, :40] = film[:, :1]

    edges = gradient_blended(film, everywhere(film), (2.0, 2.0), Gradient.SCHARR, 1.0)

    assert np.mean(edges >= 1 - 1e-3) == pytest.approx(1 - BRIGHT_PERCENT / 100, abs=2e-3)
    assert edges[:, 10:20].std() < edges[:, 60:140].std()


def test_strength_mixes_film_and_edges() -> None:
    film = grey_film(90, 90, noise=0.02)
    edges = gradient_blended(film, everywhere(film), (2.0, 1.0), Gradient.SCHARR, 1.0)

    some = gradient_blended(film, everywhere(film), (2.0, 1.0), Gradient.SCHARR, 0.25)

    np.testing.assert_allclose(some, 0.75 * film + 0.25 * edges, atol=1e-6)


def test_only_edges_of_the_field_decide_what_is_bright() -> None:
    film = grey_film(90, 90, noise=0.0)
    field = everywhere(film)
    field[:, 60:] = False
    rough = film.copy()
    rough[:, 62:] = np.tile([0.0, 1.0], 14).astype(np.float32)

    one = gradient_blended(film, field, (0.2, 0.2), Gradient.SOBEL, 1.0)
    two = gradient_blended(rough, field, (0.2, 0.2), Gradient.SOBEL, 1.0)

    np.testing.assert_allclose(one[:, :59], two[:, :59], atol=1e-6)


@pytest.mark.parametrize(("inner", "outer"), [(0.0, 2.0), (1.5, 4.0), (3.0, 12.0)])
def test_a_band_agrees_with_skimage(inner: float, outer: float, shared_data: Path) -> None:
    film = real_film(shared_data, 7)

    raised = band_raised(film, (inner, inner), (outer, outer), 1.3)

    wide = film.astype(np.float64)
    band = filters.difference_of_gaussians(wide, inner, outer, mode="reflect")  # type: ignore[no-untyped-call]
    np.testing.assert_allclose(raised, film + 1.3 * band, atol=2e-4)
    assert np.abs(band).max() > 0.05


def test_neither_finer_nor_coarser_detail_is_raised() -> None:
    """Waves of 3, 40 and 1600 px through a band of 2 to 15 px."""
    along = np.arange(1600)
    raised = []
    for length in (3, 40, 1600):
        film = np.tile(0.5 + 0.1 * np.sin(math.tau * along / length), (8, 1)).astype(np.float32)
        after = band_raised(film, (2.0, 2.0), (15.0, 15.0), 1.0)
        raised.append(float(np.ptp((after - film)[4, 200:1400]) / np.ptp(film[4, 200:1400])))

    assert raised[1] > 0.8
    assert max(raised[0], raised[2]) < 0.05


def test_a_constant_film_has_no_edges() -> None:
    film = np.full((40, 30), 0.4, np.float32)

    np.testing.assert_allclose(laplacian_sharpened(film, (2.0, 2.0), 3.0), 0.4, atol=1e-6)
    np.testing.assert_allclose(band_raised(film, (1.0, 1.0), (4.0, 4.0), 3.0), 0.4, atol=1e-6)
    np.testing.assert_allclose(
        gradient_blended(film, everywhere(film), (1.0, 1.0), Gradient.SOBEL, 0.5), 0.2, atol=1e-4
    )


def test_numbers_out_of_range_are_refused() -> None:
    film = grey_film(9, 9)

    with pytest.raises(ValueError, match="sigma_px"):
        laplacian_sharpened(film, (0.0, 1.0), 1.0)
    with pytest.raises(ValueError, match="strength"):
        gradient_blended(film, everywhere(film), (1.0, 1.0), Gradient.SOBEL, 1.1)


def test_they_stop_when_cancelled() -> None:
    progress = Progress()
    progress.cancel()
    film = grey_film(9, 9)

    with pytest.raises(Cancelled):
        laplacian_sharpened(film, (1.0, 1.0), 1.0, progress)
    with pytest.raises(Cancelled):
        band_raised(film, (1.0, 1.0), (2.0, 2.0), 1.0, progress)
