"""Maps fitted to any aligned pair of a raw film and its presentation, vendor pairs included."""

import numpy as np

from engine.frame import FloatImage
from engine.ops.pixel_lut import PIVOT_RANGE, SLOPE_RANGE, windowed_undone
from engine.training.fields import blurred
from engine.training.inverse_pair import unit_maps
from engine.training.pair import UnitMaps

WINDOW = 0.05
"""Share of the long side; narrower fits follow structure, and turn gas bubbles bright."""

_REGULAR = 2e-4
CENTRE, WIDTH = 0.5, 1.1
"""The global window the fit assumes: the middle of what the exact pairs draw."""


def fitted_maps(raw: FloatImage, wanted: FloatImage, weight: FloatImage) -> UnitMaps:
    """Return the maps that bring ``raw`` nearest to ``wanted`` in a Gaussian neighbourhood.

    Args:
        raw: (rows, columns) float32 in 0..1, on the common range.
        wanted: (rows, columns) float32 in 0..1.
        weight: (rows, columns) float32, 0 where nothing is known, as outside the field.

    Returns:
        (4, rows, columns) float32 in 0..1.
    """
    level = windowed_undone(
        np.clip(wanted, 1e-3, 1 - 1e-3).astype(np.float64), np.float64(CENTRE), np.float64(WIDTH)
    ).astype(np.float32)
    total = np.maximum(blurred(weight, WINDOW), 1e-4)

    def mean(values: FloatImage) -> FloatImage:
        average: FloatImage = (blurred(values * weight, WINDOW) / total).astype(np.float32)
        return average

    raw_mean, level_mean = mean(raw), mean(level)
    variance = np.maximum(mean(raw * raw) - raw_mean**2, 0)
    covariance = mean(raw * level) - raw_mean * level_mean
    slope = np.clip(covariance / (variance + _REGULAR), *SLOPE_RANGE).astype(np.float32)
    pivot = level_mean - slope * (raw_mean - 0.5)
    return unit_maps(slope, np.clip(pivot, *PIVOT_RANGE).astype(np.float32), CENTRE, WIDTH)
