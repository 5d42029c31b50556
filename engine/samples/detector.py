"""From path lengths to a film: beam, scatter, quantum noise, detector and tone."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.samples.film import StoredImage
from engine.samples.projector import blurred


@dataclass(frozen=True, slots=True)
class Line:
    """One energy of the beam.

    Attributes:
        share: Of the signal without an object, 0..1.
        soft_per_mm: Attenuation of water-like tissue.
        bone_per_mm: What cortical bone attenuates beyond the tissue it takes the place of.
    """

    share: float
    soft_per_mm: float
    bone_per_mm: float


CHEST_BEAM = (Line(0.28, 0.0208, 0.0450), Line(0.42, 0.0184, 0.0300), Line(0.30, 0.0167, 0.0215))
"""About 125 kVp, hardened, as 55, 75 and 100 keV.

Source: NIST XCOM attenuation of water and cortical bone, rounded.
"""


def transmitted(
    soft_mm: FloatImage, bone_mm: FloatImage, beam: tuple[Line, ...] = CHEST_BEAM
) -> FloatImage:
    """Return the share of the beam that comes through, 0..1: Beer and Lambert, line by line.

    Args:
        soft_mm: (rows, columns) path length through water-like tissue.
        bone_mm: (rows, columns) path length through cortical bone, within that tissue.
        beam: Its lines; one line makes it monoenergetic.
    """
    primary = np.zeros_like(soft_mm)
    for line in beam:
        depth = soft_mm * np.float32(-line.soft_per_mm) - bone_mm * np.float32(line.bone_per_mm)
        primary += np.float32(line.share) * np.exp(depth)
    return primary


@dataclass(frozen=True, slots=True)
class Scatter:
    """Radiation that lost its way and that the grid let through.

    Attributes:
        share: Of the local primary intensity, spread over ``spread_mm``.
        floor: Of the unattenuated beam, everywhere.
        spread_mm: Sigma of the spread.
    """

    share: float = 0.32
    floor: float = 0.006
    spread_mm: float = 26.0

    def added_to(self, primary: FloatImage, pitch_mm: float) -> FloatImage:
        """Return primary and scatter together, (rows, columns)."""
        haze = blurred(primary, self.spread_mm / pitch_mm)
        return primary + np.float32(self.share) * haze + np.float32(self.floor)


def noisy(
    intensity: FloatImage,
    quanta: float,
    rng: np.random.Generator,
    *,
    blur_px: float = 0.55,
    electronic: float = 4.0,
) -> FloatImage:
    """Return what the detector counts, relative to the unattenuated beam.

    Quantum noise is white where the quanta are stopped and correlated by the spread of light in the
    scintillator; the noise of the electronics comes after it and is white.

    Args:
        intensity: (rows, columns) expected, 1 is the unattenuated beam.
        quanta: Detected per pixel where intensity is 1.
        rng: Where the noise comes from.
        blur_px: Sigma of the scintillator's spread; intensity has to be blurred by it already.
        electronic: Standard deviation of the electronic noise, in quanta.
    """
    expected = np.asarray(np.maximum(intensity, 0) * np.float32(quanta), np.float32)
    noise = rng.standard_normal(intensity.shape, dtype=np.float32)  # Poisson of large means
    noise *= cv2.sqrt(expected)
    noise = blurred(noise, blur_px)
    white = rng.standard_normal(intensity.shape, dtype=np.float32)
    white *= np.float32(electronic)
    expected += noise
    expected += white
    np.maximum(expected, np.float32(1.0), out=expected)
    expected *= np.float32(1 / quanta)
    return expected


def stored_values(
    logarithm: FloatImage, middle: float, spread: float, bits: int = 12
) -> StoredImage:
    """Return stored values of a film for presentation: an S-shaped curve over attenuation.

    Args:
        logarithm: (rows, columns) minus the natural logarithm of the intensity.
        middle: Attenuation that becomes the middle grey.
        spread: Attenuation over which grey changes by a factor of e/(1+e) around it.
        bits: Stored.
    """
    top = np.float32(2**bits - 1)
    curve = cv2.exp((np.float32(middle) - logarithm) / np.float32(spread))
    grey = top / (1 + curve) + np.float32(0.5)
    return grey.astype(np.uint16)
