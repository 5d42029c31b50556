"""engine.ops.wavelet"""

import math
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import pywt  # type: ignore[import-untyped]
from skimage.restoration import denoise_wavelet

from engine.frame import FloatImage
from engine.ops import wavelet as house
from engine.ops.wavelet import Shrinkage, wavelet_shrink
from tests.properties.films import grey_film, real_film

SIGMA = 0.03


def noisy(film: FloatImage, sigma: float = SIGMA) -> FloatImage:
    grain = np.random.default_rng(5).standard_normal(film.shape, dtype=np.float32)
    return film + np.float32(sigma) * grain


def everywhere(film: FloatImage) -> npt.NDArray[np.bool_]:
    return np.ones(film.shape, np.bool_)


def stationary(film: FloatImage, levels: int, shrinkage: Shrinkage) -> npt.NDArray[np.float64]:
    """By the stationary transform of PyWavelets, on a film mirrored to be periodic."""
    rows, columns = film.shape
    tiled = np.block([[film, film[:, ::-1]], [film[::-1], film[::-1, ::-1]]]).astype(np.float64)
    shrunk = []
    for smooth, bands in pywt.swt2(tiled, "db2", levels):
        kept = []
        for band in bands:
            signal = math.sqrt(max((band[:rows, :columns] ** 2).mean() - SIGMA**2, 1e-12))
            threshold = SIGMA**2 / signal
            if shrinkage is Shrinkage.VISU:
                threshold = SIGMA * math.sqrt(2 * math.log(film.size))
            kept.append(pywt.threshold(band, threshold, "soft"))
        shrunk.append((smooth, tuple(kept)))
    whole: npt.NDArray[np.float64] = pywt.iswt2(shrunk, "db2")
    return whole[:rows, :columns]


def psnr(film: FloatImage, clean: FloatImage) -> float:
    return -10 * math.log10(float(((film - clean) ** 2).mean()))


@pytest.mark.parametrize("levels", [1, 2, 4])
def test_visu_is_that_of_the_stationary_transform(levels: int) -> None:
    film = noisy(grey_film(128, 176, noise=0.0))

    found = wavelet_shrink(film, everywhere(film), SIGMA, levels, Shrinkage.VISU)

    np.testing.assert_allclose(found, stationary(film, levels, Shrinkage.VISU), atol=2e-6)


def test_bayes_is_that_of_the_stationary_transform() -> None:
    """Bands are measured at every 2 ** n th pixel, which moves thresholds by a few per cent."""
    film = noisy(grey_film(256, 320, noise=0.0))

    found = wavelet_shrink(film, everywhere(film), SIGMA, 3, Shrinkage.BAYES)

    difference = found - stationary(film, 3, Shrinkage.BAYES)
    assert np.sqrt((difference**2).mean()) < 2e-4
    assert np.abs(difference).max() < 5e-3


@pytest.mark.parametrize("shrinkage", list(Shrinkage))
def test_it_leaves_less_error_than_skimage_at_equal_levels(
    shrinkage: Shrinkage, shared_data: Path
) -> None:
    """On real films without their own noise: 2 dB less, for want of a grid."""
    clean: FloatImage = cv2.GaussianBlur(real_film(shared_data, 3), (0, 0), 1.5)  # type: ignore[assignment]
    film = noisy(clean)

    found = wavelet_shrink(film, everywhere(film), SIGMA, 3, shrinkage)

    theirs = denoise_wavelet(
        film, sigma=SIGMA, wavelet="db2", wavelet_levels=3, method=shrinkage.value
    )
    assert psnr(found, clean) > psnr(theirs, clean) + 1.5
    assert psnr(found, clean) > psnr(film, clean) + 8


def test_noise_alone_is_gone() -> None:
    film = noisy(np.full((400, 300), 0.5, np.float32))

    found = wavelet_shrink(film, everywhere(film), SIGMA, 4, Shrinkage.BAYES)

    assert found.std() < SIGMA / 14  # what is coarser than 16 px has a sixteenth


def test_detail_far_above_the_noise_stays() -> None:
    film = grey_film(200, 160, noise=0.2)

    found = wavelet_shrink(film, everywhere(film), 1e-4, 4, Shrinkage.BAYES)

    np.testing.assert_allclose(found, film, atol=1e-6)


@pytest.mark.parametrize("surround", ["flat", "wild"])
def test_bands_are_measured_in_the_field_only(surround: str) -> None:
    """A flat surround would pass for a film that is all noise, a wild one for a film without."""
    inside = noisy(grey_film(240, 240, noise=0.02))
    alone = wavelet_shrink(inside, everywhere(inside), SIGMA, 2, Shrinkage.BAYES)
    film = np.full((640, 640), 0.5, np.float32)
    if surround == "wild":
        film -= np.random.default_rng(0).random(film.shape, dtype=np.float32) * np.float32(0.2)
    film[200:440, 200:440] = inside
    field = np.zeros(film.shape, np.bool_)
    field[200:440, 200:440] = True

    found = wavelet_shrink(film, field, SIGMA, 2, Shrinkage.BAYES)[200:440, 200:440]

    difference = np.abs(found - alone)[20:-20, 20:-20]
    assert difference.mean() < 0.15 * np.abs(alone - inside).mean()


def test_stripes_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    film = noisy(grey_film(331, 97, noise=0.0))
    whole = wavelet_shrink(film, everywhere(film), SIGMA, 3, Shrinkage.BAYES)

    monkeypatch.setattr(house, "_STRIPE_PIXELS", 100)

    striped = wavelet_shrink(film, everywhere(film), SIGMA, 3, Shrinkage.BAYES)
    np.testing.assert_allclose(striped, whole, atol=1e-6)


def test_a_sigma_of_0_changes_nothing() -> None:
    film = grey_film(20, 30)

    kept = wavelet_shrink(film, everywhere(film), 0.0, 3, Shrinkage.VISU)

    np.testing.assert_array_equal(kept, film)


@pytest.mark.parametrize(("sigma", "levels"), [(-0.1, 3), (float("nan"), 3), (0.1, 0), (0.1, 7)])
def test_impossible_numbers_are_refused(sigma: float, levels: int) -> None:
    film = grey_film(9, 9)

    with pytest.raises(ValueError, match="1 to 6 levels"):
        wavelet_shrink(film, everywhere(film), sigma, levels, Shrinkage.BAYES)
