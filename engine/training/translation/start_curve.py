"""The curve of grey values from which a generator starts: one domain's mean histogram to another's.

Source: histogram specification, Gonzalez and Woods, Digital Image Processing, 3.3.2, applied to
mean quantiles of many pictures; own: the bound on its slope.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.models.translation.generator import CURVE_POINTS
from engine.training.translation.images import DomainImage

LEAST_SLOPE, MOST_SLOPE = 0.2, 2.0
"""Of the curve: no tissue's contrast is lost, and no noise is blown up."""

_SHARES = np.linspace(0.005, 0.995, 199)


def start_curve(source: Sequence[DomainImage], target: Sequence[DomainImage]) -> FloatImage:
    """Return the curve that gives pictures of ``source`` the tones of ``target``.

    Args:
        source: At least one picture; each patient counts once.
        target: The same.

    Returns:
        (``CURVE_POINTS``,) float32 in 0..1, never falling, at even steps of 0..1.
    """
    given, wanted = _mean_quantiles(source), _mean_quantiles(target)
    grey = np.linspace(0, 1, CURVE_POINTS)
    given = np.maximum.accumulate(given + 1e-6 * np.arange(len(given)))
    matched = np.interp(grey, given, wanted)
    step = 1 / (CURVE_POINTS - 1)
    rises = np.clip(np.diff(matched), LEAST_SLOPE * step, MOST_SLOPE * step)
    curve = np.concatenate([[0.0], np.cumsum(rises)])
    middle = float(np.interp(0.5, _SHARES, given))
    curve += np.interp(0.5, _SHARES, wanted) - np.interp(middle, grey, curve)
    kept: FloatImage = np.clip(curve, 0, 1).astype(np.float32)
    return kept


def _mean_quantiles(images: Sequence[DomainImage]) -> npt.NDArray[np.float64]:
    by_patient: dict[str, list[npt.NDArray[np.float64]]] = {}
    for one in images:
        inside = one.image[one.field] if one.field.any() else one.image
        by_patient.setdefault(one.patient, []).append(np.quantile(inside, _SHARES))
    found: npt.NDArray[np.float64] = np.mean(
        [np.mean(entries, axis=0) for entries in by_patient.values()], axis=0
    )
    return found
