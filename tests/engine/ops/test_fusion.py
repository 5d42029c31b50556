"""engine.ops.fusion, and the step made of it"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.fusion import Exposure, exposure_weights, fused, fused_exposures
from engine.progress import Progress
from engine.steps.multiscale import ExposureFusion
from tests.properties.films import frame_of, grey_film, real_film

THREE = (Exposure(0.2, 0.4), Exposure(0.5, 0.5), Exposure(0.8, 0.4))


def by_opencv(renderings: list[FloatImage]) -> FloatImage:
    """Exposure fusion as OpenCV does it, weighted by exposedness alone: it expects 0..255."""
    fuse = cv2.createMergeMertens(0.0, 0.0, 1.0)
    made = fuse.process([rendering * np.float32(255) for rendering in renderings])
    return made.astype(np.float32)


def assert_as_opencv(film: FloatImage) -> None:
    renderings = [exposure.at(film) for exposure in THREE]
    bands = min(film.shape).bit_length() - 1

    ours = fused(renderings, exposure_weights(THREE, film, 0.0), bands)

    theirs = by_opencv(renderings)
    assert np.abs(theirs - film).max() > 0.05, "else there would be nothing to compare"
    assert_allclose(ours, theirs, atol=2e-5)


@pytest.mark.parametrize("shape", [(256, 256), (300, 211)])
def test_it_is_what_opencv_fuses(shape: tuple[int, int]) -> None:
    assert_as_opencv(grey_film(*shape, noise=0.02))


@pytest.mark.parametrize("number", range(3))
def test_it_is_what_opencv_fuses_of_real_films(shared_data: Path, number: int) -> None:
    assert_as_opencv(real_film(shared_data, number))


@pytest.mark.parametrize("local_contrast", [0.0, 1.0, 2.5])
def test_tables_of_a_film_are_fused_as_the_renderings_themselves(local_contrast: float) -> None:
    film = grey_film(523, 410, noise=0.02)  # of several stripes

    ours = fused_exposures(film, THREE, local_contrast, 7)

    renderings = [exposure.at(film) for exposure in THREE]
    theirs = fused(renderings, exposure_weights(THREE, film, local_contrast), 7)
    assert_allclose(ours, theirs, atol=1e-4)


def test_equal_renderings_are_fused_into_one_of_them() -> None:
    film = grey_film(150, 97, noise=0.05)
    weights = exposure_weights(THREE, film, 1.0)

    assert_allclose(fused([film, film, film], weights, 6), film, atol=1e-5)


def test_a_rendering_that_has_all_the_weight_is_the_result() -> None:
    one, other = grey_film(150, 97, seed=1), grey_film(150, 97, seed=2)
    all_, nothing = np.ones_like(one), np.zeros_like(one)

    assert_allclose(fused([one, other], [all_, nothing], 6), one, atol=1e-5)


def test_without_bands_it_is_a_weighted_mean() -> None:
    one, other = grey_film(20, 20, seed=1), grey_film(20, 20, seed=2)
    weight = np.full_like(one, 0.25)

    assert_allclose(fused([one, other], [weight, 1 - weight], 0), one / 4 + other * 0.75, atol=1e-6)


@pytest.mark.parametrize("local_contrast", [0.0, 1.0, 3.0])
def test_weights_sum_to_1_also_where_nothing_is_well_exposed(local_contrast: float) -> None:
    greys = np.linspace(0, 1, 1001).astype(np.float32)
    narrow = (Exposure(0.45, 0.001), Exposure(0.55, 0.001))

    for exposures in (THREE, narrow):
        weights = exposure_weights(exposures, greys, local_contrast)

        assert np.isfinite(weights).all()
        assert_allclose(np.sum(weights, axis=0), 1, atol=1e-6)


@pytest.mark.parametrize("grey", [0.1, 0.35, 0.5, 0.72])
def test_local_contrast_is_what_a_laplacian_of_each_rendering_finds(grey: float) -> None:
    """The measure of the paper, on a pattern faint enough to see one slope of each window."""
    down, across = np.mgrid[0:64, 0:64]
    film = (grey + 1e-3 * np.sin(across / 2) * np.sin(down / 2)).astype(np.float32)
    shown = [exposure.at(film).astype(np.float64) for exposure in THREE]
    contrasts = np.array([np.abs(cv2.Laplacian(one, cv2.CV_64F)).mean() for one in shown])

    middle = np.array([grey], np.float32)
    with_contrast = np.array([w[0] for w in exposure_weights(THREE, middle, 1.0)])
    without = np.array([w[0] for w in exposure_weights(THREE, middle, 0.0)])

    ratio = with_contrast / without
    assert_allclose(ratio / ratio.sum(), contrasts / contrasts.sum(), rtol=0.02)


def test_a_window_has_its_slope_in_the_middle() -> None:
    window = Exposure(0.4, 0.5)
    greys = np.array([0.4, 0.39, 0.41, 0.0, 1.0], np.float32)

    shown = window.at(greys)

    assert shown[0] == pytest.approx(0.5)
    assert (shown[2] - shown[1]) / 0.02 == pytest.approx(1 / 0.5, rel=0.01)
    assert shown[3] < 0.05
    assert shown[4] > 0.98


@pytest.mark.parametrize("width", [0.0, -1.0, float("nan")])
def test_a_window_without_width_is_refused(width: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Exposure(0.5, width)


def test_detail_shows_in_the_dark_and_in_the_bright() -> None:
    """Where one window over all would give both a sixth of the grey scale's slope."""
    down, across = np.mgrid[0:512, 0:1024]
    pattern = 0.01 * np.sin(across / 3) * np.sin(down / 3)
    film = (np.where(across < 512, 0.15, 0.85) + pattern).astype(np.float32)

    after = ExposureFusion().apply(frame_of(film), Progress()).pixels

    for half in (np.s_[100:400, 100:400], np.s_[100:400, 600:900]):
        assert after[half].std() > 1.3 * film[half].std()
    assert after[200, 900] - after[200, 100] > 0.3, "bright stays brighter than dark"


def test_it_can_be_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        fused_exposures(grey_film(64, 64), THREE, 1.0, 5, progress)
