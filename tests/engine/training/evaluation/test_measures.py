"""engine.training.evaluation.measures"""

import numpy as np
import pytest
import torch
from skimage import metrics

from engine.frame import FloatImage
from engine.training.evaluation.measures import (
    Compared,
    decibel,
    fidelity,
    map_errors,
)
from engine.training.similarity import similarity
from tests.engine.training.phantoms import phantom


@pytest.fixture
def film() -> FloatImage:
    return phantom(0)


@pytest.fixture
def noisy(film: FloatImage) -> FloatImage:
    grain = np.random.default_rng(0).standard_normal(film.shape, dtype=np.float32)
    return np.clip(0.8 * film + np.float32(0.05) * grain + 0.1, 0, 1).astype(np.float32)


def test_similarity_is_that_of_skimage(film: FloatImage, noisy: FloatImage) -> None:
    expected = metrics.structural_similarity(  # type: ignore[no-untyped-call]
        film.astype(np.float64),
        noisy.astype(np.float64),
        data_range=1.0,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
    )

    (found,) = fidelity(Compared(noisy), Compared(film), None)

    assert found.ssim == pytest.approx(expected, abs=1e-6)


def test_the_training_sees_the_same_similarity(film: FloatImage, noisy: FloatImage) -> None:
    field = np.zeros(film.shape, np.bool_)
    field[20:90, 30:100] = True
    one, two, where = (
        torch.from_numpy(values.astype(np.float64))[None, None] for values in (noisy, film, field)
    )

    (found,) = fidelity(Compared(noisy), Compared(film), field)

    assert found.ssim == pytest.approx(similarity(one, two, where).item(), abs=1e-9)


def test_psnr_and_mean_square_by_hand(film: FloatImage) -> None:
    """A tenth of white everywhere is 20 dB, and 6553.5 grey levels."""
    shifted = np.zeros_like(film)
    level = np.full_like(film, 0.1)

    (found,) = fidelity(Compared(level), Compared(shifted), None)

    assert found.psnr == pytest.approx(20.0, abs=1e-5)
    assert found.mse == pytest.approx(6553.5**2, rel=1e-6)


def test_only_the_field_counts_where_there_is_one(film: FloatImage) -> None:
    field = np.zeros(film.shape, np.bool_)
    field[:, :70] = True
    spoilt = film.copy()
    spoilt[:, 90:] = 1 - spoilt[:, 90:]

    whole, inside = fidelity(Compared(spoilt), Compared(film), None, field)

    assert (inside.mse, inside.psnr) == (0, 120)
    assert inside.ssim == pytest.approx(1, abs=1e-12)
    assert whole.psnr < 20
    assert whole.ssim < 0.9


def test_a_field_that_is_nowhere_is_the_whole_film(film: FloatImage, noisy: FloatImage) -> None:
    nowhere = np.zeros(film.shape, np.bool_)

    whole, inside = fidelity(Compared(noisy), Compared(film), None, nowhere)

    assert inside == whole


def test_equal_films_have_a_finite_psnr() -> None:
    assert decibel(0.0) == 120


def test_films_too_small_to_compare_are_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        Compared(np.zeros((10, 30), np.float32))


def test_map_errors_are_mean_squares_in_the_field() -> None:
    known = np.zeros((4, 6, 8), np.float32)
    found = np.stack([np.full((6, 8), value, np.float32) for value in (0.1, 0.2, 0.3, 0.4)])
    field = np.zeros((6, 8), np.bool_)
    field[2:4] = True
    found[:, ~field] = 1

    errors = map_errors(found, known, field)

    assert errors == pytest.approx({"a": 0.01, "m": 0.04, "centre": 0.09, "width": 0.16}, rel=1e-5)
