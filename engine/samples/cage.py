"""The inner wall of the chest: one shape that lungs, ribs and vessels share, in mm."""

import numpy as np

from engine.frame import FloatImage

APEX_MM = 46.0
"""Height of the lung apices below the film's top."""

_WALL_Y = (46, 50, 56, 66, 80, 98, 120, 150, 185, 220, 255, 290, 320, 345, 384)
_WALL_X = (53, 66, 75, 86, 96, 106, 116, 126, 134, 138.5, 140, 139, 136, 133, 130)
_DEPTH_Y = (46, 50, 58, 72, 92, 120, 160, 210, 260, 300, 384)
_DEPTH = (5, 18, 29, 40, 51, 61, 69, 74, 75, 74, 70)
_AXIS_Y = (46, 56, 70, 95, 130, 384)
_AXIS_X = (50, 45, 38, 24, 0, 0)


def wall(y: FloatImage) -> FloatImage:
    """Return the half width of the chest's inside at height ``y``."""
    return smooth(y, _WALL_Y, _WALL_X)


def depth(y: FloatImage) -> FloatImage:
    """Return the half depth, front to back, of the chest's inside at height ``y``."""
    return smooth(y, _DEPTH_Y, _DEPTH)


def axis(y: FloatImage) -> FloatImage:
    """Return how far from the midline each half chest is deepest: apart at the apices."""
    return smooth(y, _AXIS_Y, _AXIS_X)


def chord(x: FloatImage, y: FloatImage) -> FloatImage:
    """Return how long a ray runs inside the chest, in mm: broadcast (rows, columns)."""
    middle = axis(y)
    offset = np.abs(x) - middle
    outer = offset / np.maximum(wall(y) - middle, 1.0)
    inner = -offset / np.maximum(2.2 * middle - 62.0, 24.0) * np.minimum(middle / 24.0, 1.0)
    u = np.minimum(np.where(offset > 0, outer, inner), 1.0)
    inside = np.maximum(1.0 - u**2.4, 0.0) ** np.float32(0.5)
    return np.asarray(2.0 * depth(y) * inside * (y > APEX_MM), dtype=np.float32)


def smooth(y: FloatImage, at: tuple[float, ...], values: tuple[float, ...]) -> FloatImage:
    """Return a curve through the given points, a cubic that never overshoots.

    Args:
        y: Where, any shape; beyond the ends the end values stay.
        at: Places in rising order.
        values: At those places.

    Source: F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300.
    """
    xs, ys = np.asarray(at, dtype=np.float64), np.asarray(values, dtype=np.float64)
    step = np.diff(xs)
    slope = np.diff(ys) / step
    inner = np.where(
        slope[:-1] * slope[1:] > 0,
        2
        * slope[:-1]
        * slope[1:]
        / np.where(slope[:-1] + slope[1:] == 0, 1, slope[:-1] + slope[1:]),
        0.0,
    )
    tangent = np.concatenate([[slope[0]], inner, [slope[-1]]])
    clipped = np.clip(np.asarray(y, dtype=np.float64), xs[0], xs[-1])
    k = np.clip(np.searchsorted(xs, clipped, side="right") - 1, 0, len(step) - 1)
    t = (clipped - xs[k]) / step[k]
    h00, h10 = (1 + 2 * t) * (1 - t) ** 2, t * (1 - t) ** 2
    h01, h11 = t**2 * (3 - 2 * t), t**2 * (t - 1)
    found = (
        h00 * ys[k] + h10 * step[k] * tangent[k] + h01 * ys[k + 1] + h11 * step[k] * tangent[k + 1]
    )
    return np.asarray(found, dtype=np.float32)
