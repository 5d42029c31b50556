"""engine.samples.detector"""

import numpy as np
import pytest

from engine.samples.detector import (
    CHEST_BEAM,
    Line,
    Scatter,
    noisy,
    stored_values,
    transmitted,
)

WATER_AT_60_KEV = Line(share=1.0, soft_per_mm=0.0206, bone_per_mm=0.04)
NOTHING = np.zeros((1, 2), np.float32)


def test_twice_the_path_attenuates_twice_as_much() -> None:
    path = np.array([[50.0, 100.0]], np.float32)

    single, double = -np.log(transmitted(path, NOTHING, (WATER_AT_60_KEV,))[0])

    assert single == pytest.approx(50 * 0.0206, rel=1e-5)
    assert double == pytest.approx(2 * single, rel=1e-5)


def test_a_beam_of_several_energies_hardens() -> None:
    path = np.array([[50.0, 100.0]], np.float32)

    single, double = -np.log(transmitted(path, NOTHING, CHEST_BEAM)[0])

    assert 1.9 * single < double < 1.999 * single


def test_bone_adds_to_the_tissue_it_lies_in() -> None:
    path = np.array([[50.0, 50.0]], np.float32)
    bone = np.array([[0.0, 10.0]], np.float32)

    without, with_bone = -np.log(transmitted(path, bone, (WATER_AT_60_KEV,))[0])

    assert with_bone - without == pytest.approx(10 * 0.04, rel=1e-5)


def test_the_beams_shares_add_up_to_the_unattenuated_beam() -> None:
    assert transmitted(NOTHING, NOTHING)[0, 0] == pytest.approx(1.0, abs=1e-6)


def test_scatter_spreads_without_a_gain_of_its_own() -> None:
    """A tenth of the beam shall come back as a tenth, wherever it lands."""
    primary = np.zeros((200, 200), np.float32)
    primary[90:110, 90:110] = 1.0

    scattered = Scatter(share=0.1, floor=0.0, spread_mm=8.0).added_to(primary, pitch_mm=1.0)

    assert scattered.sum() == pytest.approx(1.1 * primary.sum(), rel=0.01)
    assert scattered[100, 70] > 0


@pytest.mark.parametrize("quanta", [500.0, 2000.0, 8000.0])
def test_the_variance_of_the_noise_is_that_of_poisson(quanta: float) -> None:
    """Counts of mean n have variance n; relative to the beam that is 1/n."""
    flat = np.ones((400, 400), np.float32)

    counted = noisy(flat, quanta, np.random.default_rng(1), blur_px=0.0, electronic=0.0)

    assert counted.mean() == pytest.approx(1.0, abs=4 / np.sqrt(quanta * flat.size))
    assert counted.var() == pytest.approx(1 / quanta, rel=0.03)


def test_the_scintillator_correlates_the_noise_of_neighbours() -> None:
    flat = np.ones((400, 400), np.float32)

    white = noisy(flat, 2000, np.random.default_rng(1), blur_px=0.0) - 1
    blurred = noisy(flat, 2000, np.random.default_rng(1), blur_px=0.8) - 1

    assert abs(_neighbours(white)) < 0.02
    assert _neighbours(blurred) > 0.3


def test_electronics_make_noise_where_no_quanta_arrive() -> None:
    dark = np.full((200, 200), 0.01, np.float32)  # 50 quanta

    counted = noisy(dark, 5000, np.random.default_rng(1), blur_px=0.0, electronic=10.0)

    assert (counted * 5000).var() == pytest.approx(50 + 10**2, rel=0.05)


def test_denser_is_brighter_and_the_middle_is_middle_grey() -> None:
    logarithm = np.array([[0.0, 1.0, 2.0, 3.0, 9.0]], np.float32)

    stored = stored_values(logarithm, middle=2.0, spread=0.5, bits=12)[0]

    assert (np.diff(stored.astype(int)) > 0).all()
    assert stored[2] == 2048  # 4095 / 2, rounded up
    assert stored[-1] == 4095


def _neighbours(noise: np.ndarray) -> float:
    return float(np.corrcoef(noise[:, :-1].ravel(), noise[:, 1:].ravel())[0, 1])
