"""Simulated chest films of CT volumes: digitally reconstructed radiographs.

Rays through the volume add up what they meet; a beam of three energies is weakened by it; scatter
and quanta are added; the logarithm is presented as an archive film would be. Two sums a ray
serve every energy: water-like tissue, and what is denser than it.

Source: Beer-Lambert with mass attenuation coefficients of water and of cortical bone (ICRU-44,
1.92 g/cm3) from NIST Standard Reference Database 126; scatter, presentation and all ranges: own.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.standard import standardised
from engine.training.translation.coronal_grid import CoronalGrid, View
from engine.training.translation.tissue import Volume

ENERGIES_KEV = (50, 80, 100)
_WATER_PER_CM = (0.2269, 0.1837, 0.1707)
_BONE_PER_CM = tuple(1.92 * mass for mass in (0.4242, 0.2229, 0.1855))

BONE_HU = 1573.0
"""Cortical bone at the mean energy of a CT scanner, 70 keV, where it is 2.573 times water."""

_TISSUE_HU = 100.0
"""Up to here attenuation is that of denser or thinner water; above, more and more bone."""

_TISSUE = 1 + _TISSUE_HU / 1000
_BONE_FOR_WATER = tuple(
    (bone / water - _TISSUE) / ((BONE_HU - _TISSUE_HU) / 1000)
    for bone, water in zip(_BONE_PER_CM, _WATER_PER_CM, strict=True)
)
"""Weakening by bone-like density for that by water-like density, at each energy."""

_HARD, _SOFT = np.array([0.15, 0.45, 0.40]), np.array([0.50, 0.38, 0.12])
"""Shares of the energies in a beam of 125 kV with much filter, and of 85 kV at the bedside."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a film is exposed and presented.

    Attributes:
        beam: Share of each of ``ENERGIES_KEV`` in what the detector sees without a patient.
        scatter: Scattered for primary radiation behind the patient, 0 is none.
        quanta: Per pixel where nothing is in the way.
        blur_px: Of the detector.
        bone: Density of bone for what the volume says; skeletons differ.
        latitude: Contrast left to what is larger than 6 % of the film; 1 is all of it.
        detail: Contrast of what is smaller; 1 leaves it.
        bend: Exponent of the grey scale.
    """

    beam: tuple[float, float, float] = (0.15, 0.45, 0.40)
    scatter: float = 0.5
    quanta: float = 2e4
    blur_px: float = 0.6
    bone: float = 1.0
    latitude: float = 0.8
    detail: float = 1.4
    bend: float = 1.0

    @classmethod
    def drawn(cls, random: np.random.Generator) -> Self:
        """Return an exposure as rooms and makers differ."""
        beam = _HARD + random.uniform(0, 1) * (_SOFT - _HARD)
        return cls(
            beam=(float(beam[0]), float(beam[1]), float(beam[2])),
            scatter=float(random.uniform(0.1, 1.0)),
            quanta=float(10 ** random.uniform(3.7, 4.9)),
            blur_px=float(random.uniform(0.3, 0.9)),
            bone=float(random.uniform(0.8, 1.25)),
            latitude=float(random.uniform(0.55, 1.0)),
            detail=float(random.uniform(1.0, 2.0)),
            bend=float(random.uniform(0.8, 1.25)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Attenuation:
    """A volume as rays meet it.

    Attributes:
        water: Density of what is water-like, 1 is water.
        bone: Density beyond it, 1 is 1000 Hounsfield units more.
    """

    water: CoronalGrid
    bone: CoronalGrid

    @classmethod
    def of(cls, hounsfield: Volume, spacing_mm: tuple[float, float, float]) -> Self:
        """Return the densities of a volume, (slices, rows, columns) float32, without its couch."""
        water = np.clip(1 + hounsfield / np.float32(1000), 0, np.float32(_TISSUE))
        bone = np.maximum(hounsfield - np.float32(_TISSUE_HU), 0) / np.float32(1000)
        return cls(CoronalGrid.of(water, spacing_mm), CoronalGrid.of(bone, spacing_mm))


def drr(
    attenuation: Attenuation, view: View, exposure: Exposure, random: np.random.Generator
) -> FloatImage:
    """Return a simulated film in the standard presentation.

    Args:
        attenuation: Of the volume.
        view: Which part of it is seen, from where, at how many pixels.
        exposure: How.
        random: Of the quanta.

    Returns:
        (rows, columns) of the view, float32 strictly within 0..1, dense is bright, new.
    """
    seen = transmission(
        attenuation.water.projection(view),
        attenuation.bone.projection(view) * np.float32(exposure.bone),
        exposure.beam,
    )
    detected = _detected(seen, exposure, random)
    film = _presented(-np.log10(detected), exposure)
    return standardised(film, np.ones(film.shape, np.bool_))


def transmission(
    water_mm: FloatImage, bone_mm: FloatImage, beam: tuple[float, float, float]
) -> FloatImage:
    """Return which share of the beam gets through: Beer-Lambert at each energy.

    Args:
        water_mm: Any shape, float32, millimetres of water each ray meets.
        bone_mm: The same of what is denser: density beyond 1.1 times millimetres.
        beam: Share of each of ``ENERGIES_KEV``.

    Returns:
        The same shape, float32 within 0..1, new.
    """
    seen = np.zeros(water_mm.shape, np.float32)
    for share, per_cm, ratio in zip(beam, _WATER_PER_CM, _BONE_FOR_WATER, strict=True):
        path = np.maximum(water_mm, 0) + np.float32(ratio) * np.maximum(bone_mm, 0)
        seen += np.float32(share) * np.exp(path * np.float32(-per_cm / 10))
    return seen


def _detected(seen: FloatImage, exposure: Exposure, random: np.random.Generator) -> FloatImage:
    """Return the signal of a detector with scatter, quanta and blur, above 0."""
    side = max(seen.shape)
    broad = 0.6 * _low_pass(seen, 0.06 * side) + 0.4 * _low_pass(seen, 0.20 * side)
    signal = (seen + np.float32(exposure.scatter) * broad) / np.float32(1 + exposure.scatter)
    counted = random.poisson(signal * exposure.quanta).astype(np.float32)
    blurred = cv2.GaussianBlur(counted, (0, 0), exposure.blur_px)
    return np.maximum(blurred, 0.5).astype(np.float32) / np.float32(exposure.quanta)


def _presented(density: FloatImage, exposure: Exposure) -> FloatImage:
    """Return an optical density as makers present it: less latitude, more detail; 0..1."""
    low = _low_pass(density, 0.06 * max(density.shape))
    film = exposure.latitude * low + exposure.detail * (density - low)
    least, most = np.percentile(film, (0.1, 99.9))
    grey = np.clip((film - least) / max(float(most - least), 1e-6), 0, 1)
    bent: FloatImage = (grey**exposure.bend).astype(np.float32)
    return bent


def _low_pass(film: FloatImage, sigma_px: float) -> FloatImage:
    """Return a Gaussian low-pass, taken on a reduced film where that is as good."""
    reduction = max(1, int(sigma_px / 4))
    size = max(1, film.shape[1] // reduction), max(1, film.shape[0] // reduction)
    small = cv2.resize(film, size, interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), sigma_px * size[0] / film.shape[1])
    return cv2.resize(blurred, film.shape[::-1], interpolation=cv2.INTER_CUBIC).astype(np.float32)
