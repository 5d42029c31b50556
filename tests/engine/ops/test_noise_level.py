"""engine.ops.noise_level"""

import math
from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.noise_level import NoiseCurve, noise_curve, noise_sigma
from engine.progress import Progress
from tests.properties.films import grey_film, real_film

SHAPE = (700, 600)
EVERYWHERE = np.ones(SHAPE, np.bool_)


@pytest.fixture(scope="module")
def clean() -> FloatImage:
    """A film of ribs and lungs without noise, from 0.1 to 0.9."""
    film: FloatImage = grey_film(*SHAPE, noise=0.0) * np.float32(0.8) + np.float32(0.1)
    return film


def with_noise(film: FloatImage, sigma: float) -> FloatImage:
    grain = np.random.default_rng(3).standard_normal(film.shape, dtype=np.float32)
    return film + np.float32(sigma) * grain


@pytest.mark.parametrize("sigma", [0.0005, 0.002, 0.01, 0.05])
def test_even_noise_is_found_within_5_percent(clean: FloatImage, sigma: float) -> None:
    found = noise_sigma(with_noise(clean, sigma), EVERYWHERE)

    assert found == pytest.approx(sigma, rel=0.05)


@pytest.mark.parametrize("quanta", [500, 5_000, 50_000])
def test_quantum_noise_is_found_within_10_percent_at_every_grey(
    clean: FloatImage, quanta: int
) -> None:
    """Poisson noise of a film whose white takes so many quanta: sqrt(v / quanta)."""
    film = (np.random.default_rng(4).poisson(clean * quanta) / quanta).astype(np.float32)

    curve = noise_curve(film, EVERYWHERE)

    assert curve.levels[0] < 0.25
    assert curve.levels[-1] > 0.7
    np.testing.assert_allclose(curve.sigmas, np.sqrt(curve.levels / quanta), rtol=0.10)


@pytest.mark.parametrize("sigma", [0.0, 0.0005, 0.002, 0.01])
def test_eight_bits_add_the_noise_of_rounding(clean: FloatImage, sigma: float) -> None:
    rounded = (np.round(with_noise(clean, sigma) * 255) / 255).astype(np.float32)

    found = noise_sigma(rounded, EVERYWHERE)

    assert found == pytest.approx(math.hypot(sigma, 1 / 255 / math.sqrt(12)), rel=0.10)


@pytest.mark.parametrize("number", [0, 7, 14])
def test_noise_added_to_a_real_film_adds_in_squares(shared_data: Path, number: int) -> None:
    film = real_film(shared_data, number) * np.float32(0.8) + np.float32(0.1)
    field = np.ones(film.shape, np.bool_)
    own = noise_sigma(film, field)

    found = noise_sigma(with_noise(film, 0.02), field)

    assert 0.005 < own < 0.05
    assert found == pytest.approx(math.hypot(own, 0.02), rel=0.05)


def test_a_film_without_noise_has_none(clean: FloatImage) -> None:
    blocks = np.kron(np.random.default_rng(0).random((7, 6)), np.ones((100, 100)))

    assert noise_sigma(clean, EVERYWHERE) < 1e-5
    assert noise_sigma(blocks.astype(np.float32), EVERYWHERE) == 0.0
    assert noise_sigma(np.full(SHAPE, 0.4, np.float32), EVERYWHERE) == 0.0


def test_edges_and_fine_lines_are_no_noise(clean: FloatImage) -> None:
    down, across = np.indices(SHAPE)
    film = clean + np.float32(0.1) * ((down + across) // 10 % 2).astype(np.float32)
    film[:, ::40] -= np.float32(0.05)

    found = noise_sigma(with_noise(film, 0.01), EVERYWHERE)

    assert found == pytest.approx(0.01, rel=0.10)


def test_only_the_field_is_measured(clean: FloatImage) -> None:
    field = np.zeros(SHAPE, np.bool_)
    field[100:, 50:] = True
    film = with_noise(clean, 0.01)
    other = film.copy()
    other[~field] = np.random.default_rng(0).random(int((~field).sum()))

    one, two = noise_curve(film, field), noise_curve(other, field)

    np.testing.assert_array_equal(one.levels, two.levels)
    np.testing.assert_array_equal(one.sigmas, two.sigmas)


def test_noise_cut_off_at_black_and_white_is_not_counted() -> None:
    """Most of the film is black with half its noise cut off."""
    film = np.full(SHAPE, 0.5, np.float32)
    film[:600] = 0.0

    found = noise_sigma(with_noise(film, 0.01).clip(0, 1), EVERYWHERE)

    assert found == pytest.approx(0.01, rel=0.05)


def test_a_painted_background_does_not_hide_the_noise(clean: FloatImage) -> None:
    film = with_noise(clean, 0.01)
    film[:, :400] = 0.2

    assert noise_sigma(film, EVERYWHERE) == pytest.approx(0.01, rel=0.05)


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (1, 90), (90, 1), (9, 9)])
def test_too_little_film_tells_nothing(shape: tuple[int, int]) -> None:
    film = np.random.default_rng(0).random(shape, dtype=np.float32)

    curve = noise_curve(film, np.ones(shape, np.bool_))

    assert curve.sigmas.tolist() == [0.0]


def test_between_its_levels_a_curve_is_straight() -> None:
    curve = NoiseCurve(np.array([0.2, 0.6]), np.array([0.01, 0.03]))

    assert curve.at(np.array([0.0, 0.4, 1.0])) == pytest.approx([0.01, 0.02, 0.03])


def test_it_stops_when_nobody_wants_it(clean: FloatImage) -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        noise_sigma(clean, EVERYWHERE, progress)
