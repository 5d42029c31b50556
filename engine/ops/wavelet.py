"""Wavelet shrinkage: detail too small to be told from noise is taken away, at every scale."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.margins import with_margins
from engine.ops.stripes import stripes
from engine.progress import Progress

MOST_LEVELS = 6

_Floats: TypeAlias = npt.NDArray[np.float64]

_ROOT = math.sqrt(3.0)
_LOW = np.array([1 + _ROOT, 3 + _ROOT, 3 - _ROOT, 1 - _ROOT]) / (4 * math.sqrt(2))
_HIGH = _LOW[::-1] * np.array([1, -1, 1, -1])
"""Daubechies' orthonormal filters of four taps, db2."""

_BEFORE, _AFTER = 1, 2
"""Taps before and after a pixel; on the way back they change places."""

_STRIPE_PIXELS = 300_000

_LEAST_SIGNAL = 1e-6
"""Deviation of a band's detail at least, in grey values."""

MOST_LEVELS = 6


class Shrinkage(Enum):
    """How the threshold of a band is found from the noise."""

    BAYES = "BayesShrink"
    VISU = "VisuShrink"


@dataclass(frozen=True, slots=True, eq=False)
class _Band:
    """One direction of detail: a filter down the columns, and one along the rows."""

    down: _Floats
    along: _Floats

    def analysed(self, smooth: FloatImage, level: int) -> FloatImage:
        """Return the band of a smooth film, the taps 2 ** level px apart."""
        return _filtered(smooth, self.down, self.along, level, _BEFORE)

    def synthesised(self, band: FloatImage, level: int) -> FloatImage:
        """Return what the band adds to the film: the mean of the inverses at all four phases."""
        return _filtered(band, self.down[::-1] / 2, self.along[::-1] / 2, level, _AFTER)


_SMOOTH = _Band(_LOW, _LOW)
_DETAILS = (_Band(_LOW, _HIGH), _Band(_HIGH, _LOW), _Band(_HIGH, _HIGH))


def wavelet_shrink(
    image: FloatImage,
    field: BoolImage,
    sigma: float,
    levels: int,
    shrinkage: Shrinkage,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film with its wavelet coefficients brought nearer to 0; edges are mirrored.

    The transform is stationary: as if the film were shifted by every number of pixels, shrunk,
    shifted back and averaged, which leaves no trace of a grid. Thresholds are soft. Of Bayes,
    each band has its own: sigma ** 2 over the deviation of its detail without noise. Of Visu,
    all have sigma sqrt(2 ln n) for n pixels, which leaves no noise and little fine detail.

    Args:
        image: (rows, columns) float32, any range.
        field: (rows, columns) True where bands are measured and pixels counted.
        sigma: Standard deviation of the noise to remove, 0 or more; 0 returns a copy.
        levels: Scales of detail, 1 to 6; the coarsest is about 2 ** levels px.
        shrinkage: How thresholds are found.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image`` a little at edges.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``sigma`` or ``levels`` is out of range.

    Source: Chang, Yu and Vetterli, Adaptive wavelet thresholding, IEEE TIP 9(9), 2000, eq. 13;
    Donoho and Johnstone, Ideal spatial adaptation, Biometrika 81(3), 1994; Coifman and Donoho,
    Translation-invariant de-noising, 1995.
    """
    if not (sigma >= 0 and 1 <= levels <= MOST_LEVELS):
        raise ValueError(f"not a sigma of 0 or more and 1 to 6 levels: {sigma}, {levels}")
    progress = progress or Progress()
    if sigma == 0:
        return image.copy()
    if shrinkage is Shrinkage.VISU:
        pixels = max(2, int(np.count_nonzero(field)))
        thresholds = np.full((levels, len(_DETAILS)), sigma * math.sqrt(2 * math.log(pixels)))
    else:
        squares = _mean_squares(image, field, levels, progress.part(0.0, 0.2))
        thresholds = sigma**2 / np.sqrt(np.maximum(squares - sigma**2, _LEAST_SIGNAL**2))
    out = np.empty(image.shape, np.float32)
    padding = _padding(levels)
    for part, near in _padded_stripes(image, padding, 1 << levels, progress.part(0.2, 1.0)):
        noise = _inner(_noise(near, thresholds, progress), padding, out[part].shape)
        np.subtract(image[part], noise, out=out[part])
    return out


def _mean_squares(image: FloatImage, field: BoolImage, levels: int, progress: Progress) -> _Floats:
    """Return the mean square of each band within the field: (levels, 3).

    Of a band of level n, every pixel that is a multiple of 2 ** n is looked at: those of the
    transform without shifts.
    """
    found = []
    for level in range(levels):
        sums, count = np.zeros(len(_DETAILS)), 0
        halved = []
        part_of_all = progress.part(1 - 0.25**level, 1 - 0.25 ** (level + 1))
        for part, near in _padded_stripes(image, 2, 2, part_of_all):
            mask = field[part].astype(np.uint8)
            count += cv2.countNonZero(mask)
            for number, band in enumerate(_DETAILS):
                detail = _inner(band.analysed(near, 0), 2, mask.shape)
                sums[number] += cv2.norm(detail, cv2.NORM_L2SQR, mask)
            halved.append(_inner(_SMOOTH.analysed(near, 0), 2, mask.shape)[::2, ::2])
        found.append(sums / max(count, 1))
        image, field = np.concatenate(halved), field[::2, ::2]
    return np.array(found)


def _noise(near: FloatImage, thresholds: _Floats, progress: Progress) -> FloatImage:
    """Return what shrinking takes off a padded stripe; right only inside the padding."""
    smooth = near
    found = []
    for level, row in enumerate(thresholds):
        parts = []
        for band, limit in zip(_DETAILS, row.tolist(), strict=True):
            progress.check()
            detail = band.analysed(smooth, level)
            clipped = cv2.max(cv2.min(detail, limit), -limit)
            parts.append(band.synthesised(clipped, level))  # type: ignore[arg-type]
        found.append(cv2.add(cv2.add(parts[0], parts[1]), parts[2]))
        if level < len(thresholds) - 1:
            smooth = _SMOOTH.analysed(smooth, level)
    noise: FloatImage = found.pop()  # type: ignore[assignment]
    for level in reversed(range(len(found))):
        progress.check()
        noise = _SMOOTH.synthesised(noise, level)
        noise += found[level]
    return noise


def _filtered(
    film: FloatImage, down: _Floats, along: _Floats, level: int, before: int
) -> FloatImage:
    """Return a film correlated with two filters whose taps lie 2 ** level px apart.

    Seen as an image of ``apart`` channels whose rows hold ``apart`` rows each, neighbours are
    that far apart: no tap is spent on zeros. What comes in from over an edge is wrong.

    Args:
        film: (rows, columns) float32, both multiples of 2 ** level.
        down: Taps down the columns.
        along: As many along the rows.
        level: Of the transform, from 0.
        before: Taps before a pixel.
    """
    apart = 1 << level
    view = np.ascontiguousarray(film).reshape(film.shape[0] // apart, film.shape[1], apart)
    out = cv2.sepFilter2D(
        view, cv2.CV_32F, along.astype(np.float32), down.astype(np.float32), anchor=(before, before)
    )
    return out.reshape(film.shape)  # type: ignore[return-value]


def _padding(levels: int) -> int:
    """Return how far a pixel of the result depends on others."""
    return (_BEFORE + _AFTER) * ((1 << levels) - 1)


def _padded_stripes(
    image: FloatImage, padding: int, unit: int, progress: Progress
) -> Iterator[tuple[slice, FloatImage]]:
    """Yield stripes of rows, mirrored beyond the film's edges by ``padding`` px or more.

    Stripes start at multiples of ``unit``, and both sides of what is yielded are multiples of it.
    """
    rows, columns = image.shape
    right = padding + -(columns + 2 * padding) % unit
    height = max(2 * padding, _STRIPE_PIXELS // (padding + columns + right))
    for part in stripes(rows, height + -height % unit, progress):
        below = padding + -(part.stop - part.start + 2 * padding) % unit
        around = padding, below, padding, right
        yield part, with_margins(image, part, slice(0, columns), around, "edge")


def _inner(near: FloatImage, padding: int, shape: tuple[int, ...]) -> FloatImage:
    """Return ``shape`` of what lies inside the padding of a stripe."""
    return near[padding : padding + shape[0], padding : padding + shape[1]]
