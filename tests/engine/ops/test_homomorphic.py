"""engine.ops.homomorphic"""

from pathlib import Path

import numpy as np
import pytest
from scipy import fft

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.homomorphic import CLIPPED_PERCENT, FLOOR, homomorphic
from engine.progress import Progress
from tests.properties.films import grey_film, real_film


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def reference(
    film: FloatImage, sigma_px: tuple[float, float], low_gain: float, high_gain: float
) -> FloatImage:
    """The textbook: logarithm, mirrored film, whole FFT times its transfer function, exponential.

    In float64; the ends are those of the exposed field's percentiles.
    """
    rows, columns = film.shape
    logarithm = np.log(film.astype(np.float64) + FLOOR)
    mirrored = np.pad(logarithm, ((0, rows), (0, columns)), mode="symmetric")
    down = fft.fftfreq(2 * rows)[:, np.newaxis] * sigma_px[0]
    along = fft.rfftfreq(2 * columns) * sigma_px[1]
    low_pass = np.exp(-2 * np.pi**2 * (down**2 + along**2))
    transfer = low_gain + (high_gain - low_gain) * (1 - low_pass)
    back = fft.irfft2(fft.rfft2(mirrored) * transfer, mirrored.shape)[:rows, :columns]
    grey = np.exp(back)
    ends = np.percentile(grey, (CLIPPED_PERCENT, 100 - CLIPPED_PERCENT))
    stretched: FloatImage = np.clip((grey - ends[0]) / (ends[1] - ends[0]), 0, 1).astype(np.float32)
    return stretched


@pytest.mark.parametrize("sigma_px", [(5.0, 5.0), (12.0, 20.0), (45.0, 45.0)])
@pytest.mark.parametrize("gains", [(0.5, 1.5), (0.0, 1.0), (1.5, 0.8)])
def test_it_is_the_fourier_formula(
    sigma_px: tuple[float, float], gains: tuple[float, float]
) -> None:
    """To 0.4 % of the range: wide Gaussians are computed on a reduced film."""
    film = grey_film(230, 190, noise=0.02)

    ours = homomorphic(film, everywhere(film), sigma_px, *gains)

    np.testing.assert_allclose(ours, reference(film, sigma_px, *gains), atol=0.004)


def test_it_is_the_fourier_formula_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data, 4)

    ours = homomorphic(film, everywhere(film), (15.0, 15.0), 0.6, 1.3)

    expected = reference(film, (15.0, 15.0), 0.6, 1.3)
    np.testing.assert_allclose(ours, expected, atol=0.004)
    assert np.abs(expected - film).mean() > 0.03


def test_gains_of_one_only_stretch() -> None:
    film = grey_film(80, 90, noise=0.05)

    ours = homomorphic(film, everywhere(film), (6.0, 6.0), 1.0, 1.0)

    low, high = np.percentile(film, (CLIPPED_PERCENT, 100 - CLIPPED_PERCENT))
    np.testing.assert_allclose(ours, np.clip((film - low) / (high - low), 0, 1), atol=2e-3)


def test_it_evens_out_the_lighting_and_keeps_the_detail() -> None:
    """Detail of a tenth on a ramp of exposure: the ramp shrinks against the detail."""
    down, along = np.mgrid[0:256, 0:256] / 256
    film = ((0.15 + 0.7 * down) * (1 + 0.1 * np.sign(np.sin(80 * along)))).astype(np.float32)

    ours = homomorphic(film, everywhere(film), (30.0, 30.0), 0.5, 1.5)

    def ratio(image: FloatImage) -> float:
        inner = image[40:216, 40:216]
        return float(inner.std(axis=1).mean() / inner.mean(axis=1).std())

    assert ratio(ours) > 2.5 * ratio(film)


def test_a_border_outside_the_field_leaves_no_halo() -> None:
    """Where a film is flat it stays so, also beside a black border; far below it is not."""
    film = np.full((120, 80), 0.6, np.float32)
    film[80:] = np.linspace(0.6, 0.9, 40, dtype=np.float32)[:, np.newaxis]
    field = everywhere(film)
    field[:, :30] = False
    film[:, :30] = 0.0

    ours = homomorphic(film, field, (4.0, 4.0), 0.5, 2.0)

    assert np.ptp(ours[:40, 30:]) < 1e-3
    np.testing.assert_array_equal(ours[:, :30], 0.0)


def test_black_and_white_are_those_of_the_field() -> None:
    """Half of the film is a black border: it would be all that is black."""
    film = grey_film(200, 200, noise=0.02) * np.float32(0.5) + np.float32(0.4)
    field = everywhere(film)
    field[:, 100:] = False
    film[:, 100:] = 0.0

    inside = homomorphic(film, field, (10.0, 10.0), 0.6, 1.3)[field]

    assert np.mean(inside == 0) == pytest.approx(CLIPPED_PERCENT / 100, abs=1e-3)
    assert np.mean(inside == 1) == pytest.approx(CLIPPED_PERCENT / 100, abs=1e-3)


@pytest.mark.parametrize("gains", [(-0.1, 1.0), (0.5, 0.0), (float("nan"), 1.0)])
def test_gains_out_of_range_are_refused(gains: tuple[float, float]) -> None:
    film = grey_film(9, 9)

    with pytest.raises(ValueError, match="gains"):
        homomorphic(film, everywhere(film), (2.0, 2.0), *gains)


def test_it_stops_when_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        homomorphic(
            grey_film(9, 9), np.ones((9, 9), np.bool_), (2.0, 2.0), 0.5, 1.5, progress=progress
        )
