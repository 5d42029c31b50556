"""A good film made worse on purpose: scattered radiation takes contrast, quanta add noise."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.training.fields import blurred

LATITUDE = 2.3
"""Natural logarithm of the attenuation between black and white: a factor of 10."""

_REACH = 0.12  # of the long side: sigma of the scatter


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is wrong with an exposure.

    Attributes:
        name: In tables.
        quanta: Per pixel where the film is black.
        scatter: Scattered over primary radiation, on average.
    """

    name: str
    quanta: float
    scatter: float


EXPOSURES = (Exposure("scattered", 4000.0, 0.8), Exposure("noisy", 500.0, 0.0))
"""One that lost contrast, and one with too few quanta."""


def made_worse(clean: FloatImage, exposure: Exposure, random: np.random.Generator) -> FloatImage:
    """Return the film as a worse exposure would have shown it.

    Args:
        clean: (rows, columns) float32 in 0..1, dense is bright.
        exposure: What is wrong with it.
        random: Where the quanta come from.

    Returns:
        (rows, columns) float32 in 0..1, new, on the same logarithmic scale.

    Source: Beer-Lambert and Poisson; scatter as a wide blur of the primary, as in Bushberg et
    al., The Essential Physics of Medical Imaging, 3rd ed., 7.10.
    """
    passed = np.exp(-np.float32(LATITUDE) * clean)
    scattered = np.float32(exposure.scatter) * blurred(passed, _REACH)
    expected = (passed + scattered) * np.float32(exposure.quanta / (1 + exposure.scatter))
    counts = random.poisson(expected).astype(np.float32)
    counts = np.maximum(cv2.GaussianBlur(counts, (0, 0), 0.5), np.float32(1.0))
    dense = (math.log(exposure.quanta) - np.log(counts)) / np.float32(LATITUDE)
    worse: FloatImage = np.clip(dense, 0, 1).astype(np.float32)
    return worse
