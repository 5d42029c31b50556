"""engine.steps.denoise"""

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.progress import Progress
from engine.step import step_type
from tests.properties.films import frame_of, grey_film

STEPS = pytest.mark.parametrize("name", ["non_local_means", "wavelet", "total_variation"])

QUANTUM = {"noise": 1.0}


def clean_film() -> FloatImage:
    film: FloatImage = grey_film(360, 300, noise=0.0) * np.float32(0.8) + np.float32(0.1)
    return film


def run(name: str, film: FloatImage, values: dict[str, float] | None = None) -> FloatImage:
    return step_type(name).make(values).apply(frame_of(film), Progress()).pixels


def error(film: FloatImage, clean: FloatImage) -> float:
    return float(np.sqrt(((film - clean) ** 2).mean()))


@STEPS
@pytest.mark.parametrize("sigma", [0.004, 0.016, 0.064])
def test_one_strength_fits_films_of_little_and_of_much_noise(name: str, sigma: float) -> None:
    clean = clean_film()
    grain = np.random.default_rng(1).standard_normal(clean.shape, dtype=np.float32)
    film = (clean + np.float32(sigma) * grain).clip(0, 1)

    found = run(name, film)

    assert error(found, clean) < 0.5 * error(film, clean)


@STEPS
def test_a_film_without_noise_is_unchanged(name: str) -> None:
    steps = np.kron(np.arange(1, 13).reshape(3, 4) / 14, np.ones((80, 90))).astype(np.float32)

    np.testing.assert_array_equal(run(name, steps), steps)


@STEPS
def test_a_strength_of_0_changes_nothing(name: str) -> None:
    film = grey_film(90, 80, noise=0.03)

    np.testing.assert_allclose(run(name, film, {"strength": 0.0}), film, atol=1e-7)


@pytest.mark.parametrize("name", ["non_local_means", "total_variation", "bilateral"])
def test_quantum_noise_goes_better_when_it_is_known_as_such(name: str) -> None:
    """A ramp from 1 to 200 quanta: its noise differs by a factor of 14."""
    clean = np.tile(np.linspace(0.005, 0.95, 400, dtype=np.float32), (400, 1))
    quanta = np.random.default_rng(2).poisson(clean.astype(np.float64) * 200)
    film = (quanta / 200).clip(0, 1).astype(np.float32)
    edge = {"edge_percent": 10.0} if name == "bilateral" else {}

    even, quantum = run(name, film, edge), run(name, film, edge | QUANTUM)

    assert error(quantum, clean) < 0.95 * error(even, clean)


@pytest.mark.parametrize("name", ["non_local_means", "wavelet", "total_variation", "bilateral"])
def test_quantum_noise_leaves_the_mean_grey(name: str) -> None:
    clean = np.tile(np.linspace(0.1, 0.9, 400, dtype=np.float32), (400, 1))
    quanta = np.random.default_rng(3).poisson(clean.astype(np.float64) * 100)
    film = (quanta / 100).clip(0, 1).astype(np.float32)

    found = run(name, film, QUANTUM)

    shift = (found - clean)[:, 50:300].mean()
    assert abs(float(shift)) < 0.002  # a fifth of a quantum; without correction a fourth


def test_wavelets_of_a_coarse_film_have_few_levels() -> None:
    """At 4 mm a px nothing is finer than the coarsest scale but one."""
    film = grey_film(120, 100, noise=0.05)
    step = step_type("wavelet").make({"coarsest_mm": 4.0})

    coarse = step.apply(frame_of(film, spacing_mm=(4.0, 4.0)), Progress()).pixels
    fine = step.apply(frame_of(film, spacing_mm=(0.25, 0.25)), Progress()).pixels

    assert np.abs(coarse - film).std() < np.abs(fine - film).std()
