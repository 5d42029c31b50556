"""Where a translated picture shows what the film does not have, and lacks what the film has."""

from typing import NamedTuple

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.models.translation.tone_curve import as_toned
from engine.ops.field import extended

SCALES_PX = (1.0, 2.0, 4.0)
"""Standard deviations of the finer Gaussian of each band; the coarser has twice as much."""

WINDOW = 3
"""Radius of the window of the local fit, in standard deviations of the band."""

SURROUNDINGS = 20
"""The same for the surroundings that a place's gain is compared with."""

LEAST_DETAIL = 0.004
"""Structure of the film below this, in grey values, is noise: nothing is asked of it."""

TOLERATED_INVENTED = 0.02
INVENTED_SPAN = 0.06
TOLERATED_LOST = 0.003
LOST_SPAN = 0.03
"""In shares of the picture's contrast: what is overlooked, and from there to a full 1."""

FAINTEST_GAIN = 0.7
"""A structure counts as lost below this share of the gain around it."""


def unsourced_of(film: FloatImage, picture: FloatImage, field: BoolImage) -> FloatImage:
    """Return how much of a picture's structure has no source in the film, or was taken from it.

    In each of three bands the picture is fitted by a local affine function of the film. What the
    fit leaves over is invented; what the film shows and the fit does not, though its surroundings
    came through, is lost. Both are measured against the picture's own contrast. The film is tried
    as it is and under the one curve of greys that explains the picture best; the better counts,
    so that a bend of the tone alone is no invention.

    Args:
        film: (rows, columns) float32 in 0..1, in the standard presentation.
        picture: (rows, columns) float32, what became of it.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.

    Returns:
        (rows, columns) float32 in 0..1, new; 0 outside the field.

    Source: own; the fit as in He et al., Guided Image Filtering, IEEE Trans. Pattern Anal. Mach.
    Intell. 35(6), 2013, eqs. 5-6.
    """
    inside = field if field.any() else np.ones_like(field)
    contrast = max(float(picture[inside].std()), 1e-3)
    result = extended(picture, inside)
    sources = extended(film, inside), extended(as_toned(film, picture, inside), inside)
    worst = np.zeros_like(film)
    for sigma in SCALES_PX:
        wanted = _band(result, sigma) / np.float32(contrast)
        doubts = [_doubt(_band(source, sigma), wanted, sigma) for source in sources]
        np.maximum(worst, np.minimum(*doubts), out=worst)
    return np.where(inside, np.clip(worst, 0, 1), 0).astype(np.float32)


def _doubt(source: FloatImage, wanted: FloatImage, sigma: float) -> FloatImage:
    """Return what is invented or lost in one band if the picture comes from this source."""
    fit = _local_fit(source, wanted, max(1, round(WINDOW * sigma)))
    around = _local_fit(source, wanted, max(1, round(SURROUNDINGS * sigma)))
    invented = (fit.left_over - np.float32(TOLERATED_INVENTED)) / np.float32(INVENTED_SPAN)
    lost = (_lost(fit, around) - np.float32(TOLERATED_LOST)) / np.float32(LOST_SPAN)
    doubt: FloatImage = np.maximum(invented, lost)
    return doubt


class _Fit(NamedTuple):
    """A local affine fit of a band of the picture by that of the film.

    Attributes:
        detail: Standard deviation of the film's band in the window.
        gain: Of the fit, its sign kept.
        left_over: Standard deviation of what the fit does not explain.
    """

    detail: FloatImage
    gain: FloatImage
    left_over: FloatImage


def _local_fit(source: FloatImage, result: FloatImage, radius: int) -> _Fit:
    """Return the fit in a square window about each pixel."""
    mean_source, mean_result = _mean(source, radius), _mean(result, radius)
    variance = np.maximum(_mean(source * source, radius) - mean_source**2, 0)
    both = _mean(source * result, radius) - mean_source * mean_result
    whole = np.maximum(_mean(result * result, radius) - mean_result**2, 0)
    gain = both / (variance + np.float32(LEAST_DETAIL**2) / 4)
    left = np.maximum(whole - gain * both, 0)
    return _Fit(np.sqrt(variance), gain, np.sqrt(left))


def _lost(fit: _Fit, around: _Fit) -> FloatImage:
    """Return how much structure should be there, going by the surroundings, and is not."""
    wanted = np.abs(around.gain) * np.float32(FAINTEST_GAIN)
    missing = np.maximum(wanted - np.abs(fit.gain), 0)
    detail = np.maximum(fit.detail - np.float32(LEAST_DETAIL), 0)
    lost: FloatImage = missing * detail
    return lost


def _band(image: FloatImage, sigma: float) -> FloatImage:
    """Return what lies between two Gaussians, the coarser twice as wide."""
    fine, coarse = (cv2.GaussianBlur(image, (0, 0), width) for width in (sigma, 2 * sigma))
    return np.subtract(fine, coarse, dtype=np.float32)


def _mean(image: FloatImage, radius: int) -> FloatImage:
    size = 2 * radius + 1
    return cv2.blur(image, (size, size), borderType=cv2.BORDER_REFLECT_101).astype(np.float32)
