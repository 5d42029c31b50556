"""engine.ops.stabilise"""

import numpy as np
import numpy.typing as npt
import pytest

from engine.frame import FloatImage
from engine.ops.noise_level import NoiseCurve, noise_curve
from engine.ops.stabilise import Stabiliser

Floats = npt.NDArray[np.float64]

QUANTA = 400
"""Of white."""


def poisson_curve(levels: int = 2000) -> NoiseCurve:
    """The noise of quanta as Anscombe sees it: variance x + 3/8 of a mean of x quanta."""
    greys = np.linspace(0, 1, levels)
    return NoiseCurve(greys, np.sqrt(greys * QUANTA + 0.375) / QUANTA)


def row(values: Floats) -> FloatImage:
    return np.asarray(values, np.float32)[None]


def anscombe(quanta: Floats) -> Floats:
    return np.asarray(2 * np.sqrt(quanta + 0.375))


def test_of_quanta_it_is_the_transform_of_anscombe() -> None:
    greys = np.linspace(0.02, 1, 500)

    found = Stabiliser.of(poisson_curve()).forward(row(greys))[0]

    theirs = anscombe(greys * QUANTA)
    shares = (found - found[0]) / (found[-1] - found[0])
    np.testing.assert_allclose(shares, (theirs - theirs[0]) / (theirs[-1] - theirs[0]), atol=1e-4)


def test_it_says_what_the_noise_is_afterwards() -> None:
    low, high = anscombe(np.array([0.0, QUANTA]))

    sigma = Stabiliser.of(poisson_curve()).sigma

    assert sigma == pytest.approx(
        1 / (high - low), rel=0.02
    )  # of the first quantum, a tenth is cut


def test_noise_is_even_afterwards() -> None:
    means = np.repeat(np.linspace(0.1, 0.9, 9)[:, None], 40_000, axis=1)
    film = (np.random.default_rng(0).poisson(means * QUANTA) / QUANTA).astype(np.float32)
    stabiliser = Stabiliser.of(poisson_curve())

    spread = stabiliser.forward(film).std(axis=1)

    np.testing.assert_allclose(spread, stabiliser.sigma, rtol=0.02)


def test_averaging_shifts_no_grey() -> None:
    """Without the correction of the way back, dark means are a quarter of a quantum too low."""
    means = np.repeat(np.linspace(0.05, 0.9, 9)[:, None], 400_000, axis=1)
    film = (np.random.default_rng(0).poisson(means * QUANTA) / QUANTA).astype(np.float32)
    stabiliser = Stabiliser.of(poisson_curve())

    averaged = stabiliser.forward(film).mean(axis=1, dtype=np.float64)
    found = stabiliser.inverse(row(averaged))[0]

    np.testing.assert_allclose(found * QUANTA, means[:, 0] * QUANTA, atol=0.1)


def test_even_noise_is_left_as_it_is() -> None:
    stabiliser = Stabiliser.of(NoiseCurve(np.array([0.2, 0.8]), np.array([0.02, 0.02])))
    greys = row(np.linspace(0, 1, 70_001))

    np.testing.assert_allclose(stabiliser.forward(greys), greys, atol=1e-6)
    np.testing.assert_allclose(stabiliser.inverse(greys), greys, atol=1e-6)
    assert stabiliser.sigma == pytest.approx(0.02)


def test_greys_beyond_black_and_white_come_back() -> None:
    stabiliser = Stabiliser.of(NoiseCurve(np.array([0.0, 1.0]), np.array([0.001, 0.003])))
    greys = row(np.array([-0.1, 0.0, 0.3, 0.3000001, 1.0, 1.2]))

    back = stabiliser.inverse(stabiliser.forward(greys))

    np.testing.assert_allclose(back, greys, atol=2e-4)


def test_a_painted_grey_without_noise_does_not_fill_the_range() -> None:
    """Its noise counts as a tenth of the film's."""
    levels = np.array([0.0, 0.1, 0.11, 1.0])
    stabiliser = Stabiliser.of(NoiseCurve(levels, np.array([0.0, 0.0, 0.01, 0.01])))

    ends = stabiliser.forward(row(np.array([0.0, 0.1, 1.0])))[0]

    assert ends[1] == pytest.approx(0.1 / 0.001 / (0.1 / 0.001 + 0.89 / 0.01), abs=0.03)


def test_a_measured_film_becomes_even() -> None:
    ramp = np.tile(np.linspace(0.1, 0.9, 900), (700, 1))
    film = (np.random.default_rng(0).poisson(ramp * QUANTA) / QUANTA).astype(np.float32)
    everywhere = np.ones(film.shape, np.bool_)
    stabiliser = Stabiliser.of(noise_curve(film, everywhere))

    after = noise_curve(stabiliser.forward(film), everywhere)

    np.testing.assert_allclose(after.sigmas, stabiliser.sigma, rtol=0.10)


def test_no_noise_is_refused() -> None:
    with pytest.raises(ValueError, match="noise of 0"):
        Stabiliser.of(NoiseCurve(np.array([0.5]), np.array([0.0])))
