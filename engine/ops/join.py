"""One picture of several that overlap: exposures matched, seams blended band by band."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.placement import Matrix, centred
from engine.progress import Progress

BANDS = 6
"""Bands blended over widths of 2, 4, 8 ... 64 px, and the rest over 128."""

_SAMPLES = 20_000
_TRIMMED = 2.5  # robust SD beyond which a pair of values counts as moved, or as clipped


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One of the pictures, on the common grid.

    Attributes:
        values: (rows, columns) float32, where it has none the nearest of its own.
        covered: (rows, columns) True where it has values of its own.
    """

    values: FloatImage
    covered: BoolImage


def placed(
    values: FloatImage,
    field: BoolImage,
    matrix: Matrix,
    shape: tuple[int, int],
    progress: Progress,
) -> Part:
    """Return a picture on the common grid, interpolated by Lanczos.

    Args:
        values: (rows, columns) float32, any unit.
        field: True where they count.
        matrix: (2, 3): (x, y) px of the picture to px of the common grid, edge-based.
        shape: (rows, columns) of the common grid.
        progress: Looked at between steps.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    size = shape[1], shape[0]
    progress.check()
    inside = extended(values, field, progress)
    forward = centred(matrix)
    moved = cv2.warpAffine(
        inside, forward, size, flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REPLICATE
    )
    progress.check()
    share = cv2.warpAffine(field.astype(np.float32), forward, size, flags=cv2.INTER_LINEAR)
    progress.check()
    low, high = float(inside.min()), float(inside.max())
    return Part(np.clip(moved, low, high).astype(np.float32), np.asarray(share > 0.999))


def matching(reference: Part, other: Part) -> tuple[float, float]:
    """Return (gain, offset) that bring the other's values to the reference's where both lie.

    The line is fitted with both in error (first principal axis), and refitted without the pairs
    that lie far from it: what moved between the exposures. Where they share nothing, (1, 0).

    Source: Deming regression, W. E. Deming, Statistical Adjustment of Data, 1943, chapter XI.
    """
    both = np.flatnonzero(reference.covered & other.covered)
    if both.size < 64:
        return 1.0, 0.0
    chosen = both[:: max(1, both.size // _SAMPLES)]
    a = reference.values.ravel()[chosen].astype(np.float64)
    b = other.values.ravel()[chosen].astype(np.float64)
    kept = np.ones(a.size, np.bool_)
    gain, offset = 1.0, 0.0
    for _ in range(6):
        gain, offset = _line(b[kept], a[kept])
        rest = a - gain * b - offset
        spread = 1.4826 * float(np.median(np.abs(rest[kept]))) + 1e-9
        kept = np.abs(rest) < _TRIMMED * spread
        if kept.sum() < 64:
            break
    return gain, offset


def _line(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return slope and intercept of the first principal axis, scale-free."""
    spread_x, spread_y = float(x.std()), float(y.std())
    if spread_x == 0 or spread_y == 0:
        return 1.0, float(y.mean() - x.mean())
    sign = 1.0 if float(((x - x.mean()) * (y - y.mean())).mean()) >= 0 else -1.0
    gain = sign * spread_y / spread_x
    return gain, float(y.mean() - gain * x.mean())


def joined(parts: tuple[Part, ...], progress: Progress) -> tuple[FloatImage, BoolImage]:
    """Return one picture of all parts, and where there is any.

    Each pixel belongs to the part in which it lies deepest; around the seams so made, band by
    band, the parts fade into each other over a width of about the band's own period, so that
    neither an edge nor a double contour shows.

    Args:
        parts: At least one, on one grid, exposures matched.
        progress: Looked at between bands.

    Returns:
        (rows, columns) float32, new; and True where any part is covered. Elsewhere it holds the
        nearest values.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Burt and Adelson, A multiresolution spline with application to image mosaics, ACM
    Trans. Graph. 2(4), 1983.
    """
    covered = np.logical_or.reduce([part.covered for part in parts])
    owner = _owners(parts, progress)
    bands = min(BANDS, max(0, int(math.log2(max(2, min(covered.shape)))) - 2))
    whole: list[FloatImage] = []
    for number, part in enumerate(parts):
        progress.report(number / len(parts))
        weights = (owner == number).astype(np.float32)
        values, rest = part.values, list[FloatImage]()
        for _ in range(bands):
            progress.check()
            coarse = cv2.pyrDown(values)
            finer = cv2.pyrUp(coarse, dstsize=(values.shape[1], values.shape[0]))
            rest.append((values - finer) * weights)
            values = np.asarray(coarse, np.float32)
            weights = np.asarray(cv2.pyrDown(weights), np.float32)
        rest.append(values * weights)
        whole = rest if not whole else [a + b for a, b in zip(whole, rest, strict=True)]
    result = whole[-1]
    for band in reversed(whole[:-1]):
        progress.check()
        grown = cv2.pyrUp(result, dstsize=(band.shape[1], band.shape[0]))
        result = np.asarray(grown + band, np.float32)
    progress.report(1.0)
    return result, covered


def _owners(parts: tuple[Part, ...], progress: Progress) -> npt.NDArray[np.intp]:
    """Return for each pixel the number of the part in which it lies deepest."""
    deepest = np.full(parts[0].covered.shape, -np.inf, np.float32)
    owner = np.zeros(deepest.shape, np.intp)
    for number, part in enumerate(parts):
        progress.check()
        inside = np.pad(part.covered.astype(np.uint8), 1)
        depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)[1:-1, 1:-1]
        missing = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)[1:-1, 1:-1]
        depth = np.where(part.covered, depth, -missing)  # outside all: the nearest part's
        is_deeper = depth > deepest
        owner[is_deeper] = number
        deepest[is_deeper] = depth[is_deeper]
    return owner
