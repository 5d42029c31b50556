"""engine.training.evaluation.consistency"""

import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.consistency import agreement
from tests.engine.training.phantoms import phantom


@pytest.fixture
def film() -> FloatImage:
    return phantom(3)


@pytest.fixture
def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def test_equal_presentations_agree_wholly(film: FloatImage, everywhere: BoolImage) -> None:
    found = agreement([film, film.copy(), film.copy()], everywhere)

    assert (found.psnr, found.deviation) == (120, 0)
    assert (found.ssim, found.coarse) == pytest.approx((1, 1))


def test_deviation_is_the_mean_square_about_the_mean(
    film: FloatImage, everywhere: BoolImage
) -> None:
    """0, 0.1 and 0.2 apart: their mean square about the middle is (0.01 + 0 + 0.01) / 3."""
    dark = (0.5 * film).astype(np.float32)

    found = agreement([dark, dark + np.float32(0.1), dark + np.float32(0.2)], everywhere)

    assert found.deviation == pytest.approx(0.02 / 3, rel=1e-4)
    assert found.psnr == pytest.approx((20 + 20 + 20 - 20 * np.log10(2)) / 3, rel=1e-4)
    assert found.coarse == pytest.approx(1, abs=1e-6)


def test_coarse_agreement_does_not_see_fine_differences(
    film: FloatImage, everywhere: BoolImage
) -> None:
    grain = np.random.default_rng(0).standard_normal(film.shape, dtype=np.float32)
    noisy = (film + np.float32(0.1) * grain).astype(np.float32)

    found = agreement([film, noisy], everywhere)

    assert found.coarse > 0.99
    assert found.ssim < 0.7


def test_only_the_field_counts(film: FloatImage, everywhere: BoolImage) -> None:
    field = everywhere.copy()
    field[:, 80:] = False
    other = film.copy()
    other[:, 90:] = 0

    found = agreement([film, other], field)

    assert (found.deviation, found.psnr) == (0, 120)
