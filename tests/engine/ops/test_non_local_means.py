"""engine.ops.non_local_means"""

import itertools
import math
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from skimage.restoration import denoise_nl_means

from engine.frame import FloatImage
from engine.ops import non_local_means as house
from engine.ops.non_local_means import REACH, SOFTNESS, non_local_means
from tests.properties.films import grey_film, real_film

SIGMA = 0.03


def as_defined(
    film: FloatImage, offsets: list[tuple[int, int]], patch_px: int
) -> npt.NDArray[np.float64]:
    """Pixel by pixel as Buades et al. write it, in double precision."""
    half, reach = patch_px // 2, max(max(offset) for offset in offsets)
    margin = half + reach
    wide = np.pad(film.astype(np.float64), margin, mode="reflect")
    patches = np.lib.stride_tricks.sliding_window_view(wide, (patch_px, patch_px))
    rows, columns = film.shape
    sums, weights = np.zeros(film.shape), np.zeros(film.shape)
    own = patches[reach : reach + rows, reach : reach + columns]
    for down, across in offsets:
        top, left = reach + down, reach + across
        other = patches[top : top + rows, left : left + columns]
        distance = ((own - other) ** 2).mean(axis=(2, 3))
        weight = np.exp(-np.maximum(distance - 2 * SIGMA**2, 0) / (SOFTNESS * SIGMA) ** 2)
        sums += weight * other[:, :, half, half]
        weights += weight
    return np.asarray(sums / weights)


def noisy(film: FloatImage) -> FloatImage:
    grain = np.random.default_rng(6).standard_normal(film.shape, dtype=np.float32)
    return film + np.float32(SIGMA) * grain


@pytest.mark.parametrize(("reach", "patch_px"), [(1, 3), (2, 5), (3, 7), (5, 5)])
def test_it_is_what_its_authors_define(reach: int, patch_px: int) -> None:
    film = noisy(grey_film(60, 75, noise=0.0))
    near = range(-reach, reach + 1)

    found = non_local_means(film, SIGMA, (reach, reach), patch_px)

    np.testing.assert_allclose(
        found, as_defined(film, list(itertools.product(near, near)), patch_px), atol=1e-6
    )


def test_a_wide_window_is_looked_at_in_steps() -> None:
    film = noisy(grey_film(60, 75, noise=0.0))
    apart = range(-2 * REACH, 2 * REACH + 1, 2)

    found = non_local_means(film, SIGMA, (2 * REACH, 2 * REACH), 5)

    expected = as_defined(film, list(itertools.product(apart, apart)), 5)
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_tiles_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    film = noisy(grey_film(130, 97, noise=0.0))
    whole = non_local_means(film, SIGMA, (3, 2), 5)

    monkeypatch.setattr(house, "TILE", (17, 31))

    np.testing.assert_allclose(non_local_means(film, SIGMA, (3, 2), 5), whole, atol=1e-6)


@pytest.mark.parametrize("number", [3, 11])
def test_it_leaves_no_more_error_than_skimage(shared_data: Path, number: int) -> None:
    """On real films without their own noise, at equal window, patch and noise."""
    clean: FloatImage = cv2.GaussianBlur(real_film(shared_data, number), (0, 0), 1.5)  # type: ignore[assignment]
    film = noisy(clean)

    found = non_local_means(film, SIGMA, (3, 3), 5)

    theirs = denoise_nl_means(
        film, patch_size=5, patch_distance=3, h=0.8 * SIGMA, sigma=SIGMA, fast_mode=True
    )
    assert psnr(found, clean) >= psnr(theirs, clean)
    assert psnr(found, clean) > psnr(film, clean) + 8


def psnr(film: FloatImage, clean: FloatImage) -> float:
    return -10 * math.log10(float(((film - clean) ** 2).mean()))


def test_an_edge_far_above_the_noise_stays_sharp() -> None:
    clean = np.full((80, 80), 0.2, np.float32)
    clean[:, 40:] = 0.8

    found = non_local_means(noisy(clean), SIGMA, (2, 2), 5)

    step = found[10:-10, 40].mean() - found[10:-10, 39].mean()
    assert step == pytest.approx(0.6, abs=0.02)


def test_a_sigma_of_0_changes_nothing() -> None:
    film = grey_film(20, 30)

    np.testing.assert_array_equal(non_local_means(film, 0.0, (2, 2), 5), film)


@pytest.mark.parametrize(("sigma", "patch_px"), [(-0.1, 5), (float("nan"), 5), (0.1, 4)])
def test_impossible_numbers_are_refused(sigma: float, patch_px: int) -> None:
    with pytest.raises(ValueError, match="odd patch"):
        non_local_means(grey_film(9, 9), sigma, (2, 2), patch_px)
