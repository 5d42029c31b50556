"""engine.training.translation.projector"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from engine.training.translation.coronal_grid import Gaze, View
from engine.training.translation.lung_box import Box
from engine.training.translation.projector import (
    BONE_HU,
    Attenuation,
    Exposure,
    drr,
    transmission,
)
from tests.engine.training.translation.chest_phantom import AIR, SPACING_MM, chest

ONE_ENERGY = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
QUIET = Exposure(scatter=0.0, quanta=1e7, blur_px=0.1, latitude=1.0, detail=1.0)
VIEW = View(Gaze(), Box(0, 248, 0, 340), middle_mm=110, shape=(124, 170))


@pytest.fixture(scope="module")
def attenuation() -> Attenuation:
    values = chest()
    values[:, 103:] = AIR  # no couch
    return Attenuation.of(values, SPACING_MM)


@pytest.mark.parametrize(
    ("beam", "per_cm"), list(zip(ONE_ENERGY, (0.2269, 0.1837, 0.1707), strict=True))
)
def test_water_weakens_the_beam_as_nist_says(
    beam: tuple[float, float, float], per_cm: float
) -> None:
    """NIST SRD 126, water, mass attenuation coefficients at 50, 80 and 100 keV; 20 cm."""
    seen = transmission(np.array([[200]], np.float32), np.zeros((1, 1), np.float32), beam)

    assert seen[0, 0] == pytest.approx(np.exp(-per_cm * 20), rel=1e-4)


@pytest.mark.parametrize(
    ("beam", "per_gram"), list(zip(ONE_ENERGY, (0.4242, 0.2229, 0.1855), strict=True))
)
def test_bone_weakens_the_beam_as_nist_says(
    beam: tuple[float, float, float], per_gram: float
) -> None:
    """NIST SRD 126, cortical bone of 1.92 g/cm3; 4 cm of it as CT would show it."""
    block = np.full((10, 20, 20), BONE_HU, np.float32)
    bone = Attenuation.of(block, (2.0, 2.0, 2.0))
    view = View(Gaze(), Box(0, 20, 0, 40), middle_mm=20, shape=(10, 20))

    seen = transmission(bone.water.projection(view), bone.bone.projection(view), beam)

    assert seen == pytest.approx(np.exp(-per_gram * 1.92 * 4), rel=2e-3)


def test_a_film_of_a_chest_shows_it_as_films_do(attenuation: Attenuation) -> None:
    film = drr(attenuation, VIEW, Exposure(), np.random.default_rng(1))

    lung, spine, muscle, beside = film[60, 118], film[60, 85], film[115, 110], film[60, 2]
    assert beside < lung < muscle < spine
    assert film.shape == (124, 170)
    assert 0 < film.min() < film.max() < 1


def test_a_film_follows_the_sum_along_the_rays(attenuation: Attenuation) -> None:
    """Judged by a plain sum of densities over the volume's rows."""
    values = np.clip(1 + chest()[:, :103] / 1000, 0, None).sum(axis=1) * 2
    along_rays = ndimage.zoom(values, (2, 1), order=1)
    inside = along_rays > 60

    film = drr(attenuation, VIEW, QUIET, np.random.default_rng(1))

    order = np.argsort(np.argsort(film[inside])), np.argsort(np.argsort(along_rays[inside]))
    assert np.corrcoef(*order)[0, 1] > 0.97


def test_fewer_quanta_make_more_grain(attenuation: Attenuation) -> None:
    def film(quanta: float) -> np.ndarray:
        exposure = replace(QUIET, quanta=quanta)
        return drr(attenuation, VIEW, exposure, np.random.default_rng(1))[20:100, 30:140]

    def grain(quanta: float) -> float:
        return float(np.std(film(quanta) - film(1e12)))

    assert grain(1e6) == pytest.approx(10 * grain(1e8), rel=0.3)  # as the square root


def test_scatter_takes_contrast_from_the_lungs(attenuation: Attenuation) -> None:
    """Behind the heart little arrives but scatter."""

    def contrast(scatter: float) -> float:
        exposure = replace(QUIET, scatter=scatter)
        film = drr(attenuation, VIEW, exposure, np.random.default_rng(1))
        return float(film[60, 85] - film[60, 70])  # spine and what is beside it

    assert contrast(1.0) < contrast(0.0)


def test_the_same_seed_gives_the_same_film_and_another_one_another(
    attenuation: Attenuation,
) -> None:
    first, again, other = (
        drr(attenuation, VIEW, Exposure.drawn(random), random)
        for random in map(np.random.default_rng, (5, 5, 6))
    )

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
