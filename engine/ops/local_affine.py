"""A change made to a small film, carried over to the large one: each pixel times a gain, plus one.

What is smaller than the window stays the film's own: it is made stronger or weaker, never put in.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.progress import Progress

LEAST_GAIN = 0.25
"""What a fit may weaken detail to: no structure of the film is inverted or erased by it."""

_Sums: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LocalAffine:
    """A gain and an offset for every place of a film, whatever its size.

    Attributes:
        gain: (rows, columns) float32 on a grid that covers the whole film.
        offset: The same grid, in grey values.
    """

    gain: FloatImage
    offset: FloatImage

    def apply(self, pixels: FloatImage, progress: Progress | None = None) -> FloatImage:
        """Return gain x pixels + offset, both interpolated linearly between their places.

        Args:
            pixels: (rows, columns) float32, of any size.
            progress: Looked at between stripes.

        Returns:
            (rows, columns) float32, new; may leave the range of ``pixels``.

        Raises:
            Cancelled: If nobody wants the result any more.
        """
        rows, columns = pixels.shape
        gain, offset = _widened(self.gain, columns), _widened(self.offset, columns)
        low, high, share = _places(self.gain.shape[0], rows)
        out = np.empty(pixels.shape, np.float32)
        height = stripe_rows((rows, columns), pixels=CACHED_PIXELS)
        for part in stripes(rows, height, progress or Progress()):
            first, last = int(low[part.start]), int(high[part.stop - 1])
            weights = np.zeros((part.stop - part.start, last - first + 1), np.float32)
            number = np.arange(len(weights))
            weights[number, low[part] - first] = 1 - share[part]
            weights[number, high[part] - first] += share[part]
            np.multiply(weights @ gain[first : last + 1], pixels[part], out=out[part])
            out[part] += weights @ offset[first : last + 1]
        return out


def fit_local_affine(
    small: FloatImage,
    wanted: FloatImage,
    radius: int = 2,
    epsilon: float = 1e-5,
    *,
    field: BoolImage | None = None,
    least_gain: float = LEAST_GAIN,
) -> LocalAffine:
    """Return the gains and offsets that lead from one small film to another.

    In each window the line of least squares is taken, its slope pulled to 0 by ``epsilon``; where
    it is less than ``least_gain`` it becomes that, and the line is turned about the window's mean,
    so that brightness stays what was wanted. Each pixel then gets the mean over all windows that
    it lies in.

    Args:
        small: (rows, columns) float32 in 0..1.
        wanted: The same shape: what it should become.
        radius: Of the window, in px of ``small``.
        epsilon: Added to the variance: what varies less is taken for noise.
        field: The same shape, True where to look; by default everywhere. Pixels outside do not
            matter, and those that no window reaches get a gain of 1 and an offset of 0.
        least_gain: Smallest slope; -inf leaves every line as it was found.

    Raises:
        ValueError: If the shapes differ, or the radius is below 1, or epsilon is not above 0.

    Source: He, Sun and Tang, Guided image filtering, IEEE TPAMI 35(6), 2013, eqs. 5, 6 and 8; on a
        small grid as in He and Sun, Fast guided filter, arXiv 1505.00996; the least slope is ours.
    """
    if small.shape != wanted.shape or (field is not None and field.shape != small.shape):
        raise ValueError(f"films of one shape are needed, not {small.shape} and {wanted.shape}")
    if not (radius >= 1 and epsilon > 0):
        raise ValueError(f"radius {radius} or epsilon {epsilon} is too small")
    weight = np.ones(small.shape) if field is None else field.astype(np.float64)
    count = _summed(weight, radius)
    reached = count > 0.5
    count = np.maximum(count, 1)
    before, after = small.astype(np.float64), wanted.astype(np.float64)

    def mean(values: _Sums) -> _Sums:
        return _summed(values * weight, radius) / count

    mean_before, mean_after = mean(before), mean(after)
    variance = np.maximum(mean(before * before) - mean_before**2, 0)
    covariance = mean(before * after) - mean_before * mean_after
    gain = np.maximum(covariance / (variance + epsilon), least_gain)
    offset = mean_after - gain * mean_before
    return LocalAffine(
        np.where(reached, mean(gain), 1).astype(np.float32),
        np.where(reached, mean(offset), 0).astype(np.float32),
    )


def _summed(values: _Sums, radius: int) -> _Sums:
    """Return the sum over each pixel's window; beyond the film there is nothing."""
    side = 2 * radius + 1
    summed: _Sums = cv2.boxFilter(  # type: ignore[assignment]
        values, cv2.CV_64F, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return summed


def _widened(grid: FloatImage, columns: int) -> FloatImage:
    """Return a grid interpolated to the columns of a film, (its rows, columns)."""
    low, high, share = _places(grid.shape[1], columns)
    wide: FloatImage = grid[:, low] * (1 - share) + grid[:, high] * share
    return wide


def _places(
    small: int, large: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Return for each large place the two small ones around it, and its share of the second."""
    place = np.clip((np.arange(large) + 0.5) * (small / large) - 0.5, 0, small - 1)
    low = place.astype(np.intp)
    return low, np.minimum(low + 1, small - 1), (place - low).astype(np.float32)
