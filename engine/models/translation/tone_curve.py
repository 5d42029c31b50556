"""The one curve of grey values that turns one picture best into another."""

import numpy as np

from engine.frame import BoolImage, FloatImage

KNOTS = 33


def as_toned(picture: FloatImage, wanted: FloatImage, inside: BoolImage) -> FloatImage:
    """Return a picture under the curve that brings it nearest to another: its mean at each grey.

    Args:
        picture: (rows, columns) float32.
        wanted: (rows, columns) float32, of the same film.
        inside: (rows, columns) True where the curve is measured; somewhere at least.

    Returns:
        (rows, columns) float32, new: a function of ``picture`` alone, which may fall as well;
        straight on beyond its outermost knots.
    """
    greys, aims = picture[inside], wanted[inside]
    order = np.argsort(greys, kind="stable")
    ends = np.linspace(0, len(order), min(KNOTS, len(order)) + 1).astype(np.int64)
    counts = np.diff(ends)
    knots = np.add.reduceat(greys[order].astype(np.float64), ends[:-1]) / counts
    means = np.add.reduceat(aims[order].astype(np.float64), ends[:-1]) / counts
    different = np.concatenate(([True], np.diff(knots) > 1e-6))
    knots, means = knots[different], means[different]
    if len(knots) < 2:
        return np.full(picture.shape, means[0], np.float32)
    toned = np.interp(picture, knots, means)
    for end, beyond in ((0, picture < knots[0]), (-2, picture > knots[-1])):
        slope = (means[end + 1] - means[end]) / (knots[end + 1] - knots[end])
        toned[beyond] = means[end] + slope * (picture[beyond] - knots[end])
    return toned.astype(np.float32)
