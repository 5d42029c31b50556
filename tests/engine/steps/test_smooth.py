"""engine.steps.smooth"""

import numpy as np
import pytest
from scipy import ndimage

from engine.ops.smooth import bilateral
from engine.progress import Progress
from engine.steps.smooth import Bilateral, Gaussian, Median
from tests.properties.films import frame_of, grey_film


def test_a_gaussians_radius_is_one_sigma_in_mm_on_each_axis() -> None:
    film = grey_film(80, 90)

    result = Gaussian(radius_mm=0.6).apply(frame_of(film, spacing_mm=(0.2, 0.4)), Progress())

    expected = ndimage.gaussian_filter(film.astype(np.float64), (3.0, 1.5), mode="reflect")
    np.testing.assert_allclose(result.pixels, expected, atol=1e-5)


@pytest.mark.parametrize(
    ("spacing_mm", "size"), [((0.2, 0.2), 5), ((0.1, 0.4), 5), ((0.13, 0.13), 7), ((2.0, 2.0), 1)]
)
def test_a_medians_window_reaches_its_radius_each_way(
    spacing_mm: tuple[float, float], size: int
) -> None:
    """Square in px, for pixels as large as the film's on average."""
    film = grey_film(40, 50)

    result = Median(radius_mm=0.4).apply(frame_of(film, spacing_mm=spacing_mm), Progress())

    expected = ndimage.median_filter(film, size, mode="nearest")
    np.testing.assert_allclose(result.pixels, expected, atol=0.51 / 65535)


def test_bilaterals_edge_is_in_per_cent_of_the_grey_range() -> None:
    """An edge of ten times that many per cent stays; one of a tenth goes."""
    film = np.full((30, 40), 0.2, np.float32)
    film[:, 10:] += 0.5
    film[:, 25:] += 0.005

    result = Bilateral(radius_mm=0.4, edge_percent=5.0).apply(frame_of(film), Progress()).pixels

    assert result[15, 10] - result[15, 9] == pytest.approx(0.5, abs=1e-3)
    assert result[15, 25] - result[15, 24] < 0.002


def test_bilateral_hands_both_sigmas_to_the_op() -> None:
    film = grey_film(40, 50, noise=0.05)

    result = Bilateral(radius_mm=0.4, edge_percent=5.0).apply(
        frame_of(film, spacing_mm=(0.1, 0.4)), Progress()
    )

    np.testing.assert_array_equal(result.pixels, bilateral(film, 2.0, 0.05))


@pytest.mark.parametrize("step", [Gaussian(1.0), Median(1.0), Bilateral(1.0, 30.0)], ids=repr)
def test_no_halo_along_the_border_of_the_field(step: Gaussian | Median | Bilateral) -> None:
    film = np.full((60, 60), 0.5, np.float32)
    field = np.ones(film.shape, np.bool_)
    field[:20] = False
    film[:20] = 0.0

    result = step.apply(frame_of(film, field=field), Progress()).pixels

    np.testing.assert_allclose(result[20:], 0.5, atol=1e-4)
    np.testing.assert_array_equal(result[:20], film[:20])
