"""engine.ops.smooth"""

from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from engine.frame import FloatImage
from engine.ops import smooth
from engine.ops.smooth import bilateral, gaussian
from tests.properties.films import grey_film, real_film


@pytest.mark.parametrize("sigma_px", [(0.4, 0.4), (1.0, 1.0), (2.5, 0.7), (0.0, 3.0), (9.0, 5.0)])
def test_gaussian_agrees_with_scipy(sigma_px: tuple[float, float]) -> None:
    film = grey_film(120, 170)

    blurred = gaussian(film, sigma_px)

    expected = ndimage.gaussian_filter(film.astype(np.float64), sigma_px, mode="reflect")
    # Both cut at 4 sigma, but round the cut to whole pixels in their own ways.
    np.testing.assert_allclose(blurred, expected, atol=2e-4)


@pytest.mark.parametrize("sigma_px", [(16.0, 16.0), (17.0, 40.0), (70.0, 70.0), (3.0, 33.0)])
def test_a_wide_gaussian_is_within_0_0015_of_the_exact_one(
    sigma_px: tuple[float, float],
) -> None:
    """At the worst case there is: black and white noise, steps and a chequerboard."""
    film = (np.random.default_rng(1).random((301, 403)) > 0.5).astype(np.float32)
    film[:100] = 0
    film[100:, 210:] = 1
    film[200:, :50] = np.indices((101, 50)).sum(axis=0) % 2

    blurred = gaussian(film, sigma_px)

    expected = ndimage.gaussian_filter(
        film.astype(np.float64), sigma_px, mode="reflect", truncate=6
    )
    assert np.abs(blurred - expected).max() < 1.5e-3


@pytest.mark.parametrize("sigma_px", [5.0, 17.0, 33.0, 70.0])
def test_a_gaussian_has_the_variance_it_says(
    sigma_px: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blurring a parabola adds sigma squared: what averaging and interpolation blur counts too."""
    monkeypatch.setattr(smooth, "TRUNCATE", 6.0)
    along = np.arange(-800, 800) / 800
    parabola = np.tile((along**2).astype(np.float32), (8, 1))

    blurred = gaussian(parabola, (0.0, sigma_px))

    middle = np.s_[:, 640:960]  # whole blocks, further from the edges than 6 sigma
    added = (blurred[middle].astype(np.float64) - parabola[middle]).mean() * 800**2
    assert added == pytest.approx(sigma_px**2, rel=4e-4)


def test_gaussian_agrees_with_scipy_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data)

    expected = ndimage.gaussian_filter(film.astype(np.float64), 3.0, mode="reflect")

    np.testing.assert_allclose(gaussian(film, (3.0, 3.0)), expected, atol=1e-5)


@pytest.mark.parametrize("sigma_px", [2.0, 30.0])
def test_gaussian_in_stripes_is_bit_equal_to_the_whole(
    sigma_px: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = grey_film(700, 90)
    monkeypatch.setattr("engine.ops.stripes.STRIPE_PIXELS", 10**9)
    whole = gaussian(film, (sigma_px, sigma_px))

    monkeypatch.setattr("engine.ops.smooth.stripe_rows", lambda *_, **__: 3)
    monkeypatch.setattr(
        "engine.ops.stripes.stripe_rows", lambda *_, at_least=1, **__: max(3, at_least)
    )

    np.testing.assert_array_equal(gaussian(film, (sigma_px, sigma_px)), whole)


def test_sigma_zero_changes_nothing() -> None:
    film = grey_film(20, 30)

    np.testing.assert_array_equal(gaussian(film, (0.0, 0.0)), film)


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (3, 2)])
@pytest.mark.parametrize("sigma_px", [1.0, 20.0])
def test_gaussian_takes_films_smaller_than_its_kernel(
    shape: tuple[int, int], sigma_px: float
) -> None:
    blurred = gaussian(np.full(shape, 0.25, np.float32), (sigma_px, sigma_px))

    np.testing.assert_allclose(blurred, 0.25, atol=1e-6)


def test_gaussian_refuses_a_negative_sigma() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        gaussian(grey_film(4, 4), (1.0, -1.0))


def bilateral_by_definition(image: FloatImage, sigma_px: float, sigma_grey: float) -> FloatImage:
    """Tomasi and Manduchi's formula, neighbour by neighbour in float64."""
    radius = max(1, int(np.ceil(2 * sigma_px)))
    padded = np.pad(image.astype(np.float64), radius, mode="symmetric")
    total, weights = np.zeros(image.shape), np.zeros(image.shape)
    for down in range(-radius, radius + 1):
        for along in range(-radius, radius + 1):
            distance = down**2 + along**2
            if distance > radius**2:
                continue
            there = padded[
                radius + down : radius + down + image.shape[0],
                radius + along : radius + along + image.shape[1],
            ]
            weight = np.exp(
                -distance / (2 * sigma_px**2) - (there - image) ** 2 / (2 * sigma_grey**2)
            )
            total += weight * there
            weights += weight
    return (total / weights).astype(np.float32)


@pytest.mark.parametrize(("sigma_px", "sigma_grey"), [(1.0, 0.02), (2.3, 0.1), (3.9, 0.005)])
def test_bilateral_follows_its_definition(sigma_px: float, sigma_grey: float) -> None:
    film = grey_film(60, 75, noise=0.03)

    smoothed = bilateral(film, sigma_px, sigma_grey)

    # OpenCV tabulates the weights of grey in 4096 steps.
    expected = bilateral_by_definition(film, sigma_px, sigma_grey)
    np.testing.assert_allclose(smoothed, expected, atol=1e-4)


def test_bilateral_follows_its_definition_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data)[100:300, 100:300]

    expected = bilateral_by_definition(film, 1.5, 0.05)

    np.testing.assert_allclose(bilateral(film, 1.5, 0.05), expected, atol=1e-4)


def test_a_wide_bilateral_follows_its_definition_on_every_second_pixel() -> None:
    film = grey_film(80, 81, noise=0.03)

    smoothed = bilateral(film, 6.0, 0.1)

    expected = bilateral_by_definition(film[1::2, ::2], 3.0, 0.1)
    np.testing.assert_allclose(smoothed[1::2, ::2], expected, atol=1e-4)


def test_bilateral_in_stripes_is_bit_equal_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The brightest pixel lies in one stripe only: OpenCV's tables depend on the range."""
    film = grey_film(300, 64) * 0.5
    film[250, 30] = 0.9
    whole = bilateral(film, 1.5, 0.05)

    monkeypatch.setattr(smooth, "_NEIGHBOURS", 1)

    np.testing.assert_array_equal(bilateral(film, 1.5, 0.05), whole)


def test_bilateral_keeps_an_edge_that_a_gaussian_blurs() -> None:
    step = np.zeros((40, 40), np.float32)
    step[:, 20:] = 0.5

    assert np.abs(bilateral(step, 2.0, 0.02) - step).max() < 1e-6
    assert np.abs(gaussian(step, (2.0, 2.0)) - step).max() > 0.2


def test_bilateral_leaves_a_constant_film_alone() -> None:
    film = np.full((9, 9), 0.3, np.float32)

    np.testing.assert_array_equal(bilateral(film, 2.0, 0.1), film)


@pytest.mark.parametrize(("sigma_px", "sigma_grey"), [(0.0, 0.1), (1.0, 0.0)])
def test_bilateral_refuses_a_sigma_of_zero(sigma_px: float, sigma_grey: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        bilateral(grey_film(4, 4), sigma_px, sigma_grey)
