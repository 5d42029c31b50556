"""The median of any odd window, exact at 16 bit, from OpenCV's median of bytes."""

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.stripes import filtered_in_stripes, indices_of
from engine.progress import Progress

_TILE = 64  # px: small enough to hold few grey levels, large enough for its margin
_STEP = 255  # ranks told apart by one median of bytes

Indices = npt.NDArray[np.uint16]


def median(image: FloatImage, size: int, progress: Progress | None = None) -> FloatImage:
    """Return the median of the ``size`` x ``size`` window around each pixel; edges are repeated.

    Args:
        image: (rows, columns) float32. For windows of 7 and more, grey values are rounded to
            16 bit and clipped to 0..1 first; the median of those is exact.
        size: Odd, 1 or more; 1 returns a copy.
        progress: Looked at between tiles.

    Returns:
        (rows, columns) float32 within the range of ``image``, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``size`` is even or below 1.
    """
    if size < 1 or size % 2 == 0:
        raise ValueError(f"size must be odd and at least 1, not {size}")
    progress = progress or Progress()
    if size == 1:
        return image.copy()
    if size <= 5:
        return filtered_in_stripes(image, size // 2, lambda part: _small(part, size), progress)
    indices = indices_of(image, progress.part(0.0, 0.05))
    exact = median_of_indices(indices, size, progress.part(0.05, 1.0))
    return exact * np.float32(1 / 65535)


def _small(part: FloatImage, size: int) -> FloatImage:
    smoothed: FloatImage = cv2.medianBlur(np.ascontiguousarray(part), size)  # type: ignore[assignment]
    return smoothed


def median_of_indices(indices: Indices, size: int, progress: Progress | None = None) -> Indices:
    """Return the exact median of 16-bit values, window by window; edges are repeated.

    OpenCV has it for bytes only. The median commutes with every monotone map, so per tile the
    values are replaced by their ranks r among those that occur, and

        median(r) = sum over k of median(clip(r - 255 k, 0, 255)),

    for the clipped parts add up to r. Only the k that a coarse median leaves open are done.

    Args:
        indices: (rows, columns) uint16.
        size: Odd, 3 or more.
        progress: Looked at between tiles.

    Returns:
        (rows, columns) uint16, new.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own; the commutation is that of threshold decomposition, Fitch et al., IEEE Trans.
    Acoust. Speech Signal Process. 32(6), 1984.
    """
    progress = progress or Progress()
    margin = size // 2
    side = max(_TILE, 3 * margin)
    rows, columns = indices.shape
    out = np.empty_like(indices)
    for top in range(0, rows, side):
        for left in range(0, columns, side):
            progress.report((top + side * left / columns) / (rows + side))
            above, before = max(0, top - margin), max(0, left - margin)
            tile = indices[above : top + side + margin, before : left + side + margin]
            inner = np.s_[top - above : top - above + side, left - before : left - before + side]
            out[top : top + side, left : left + side] = _tile_median(tile, size, inner)
    return out


def _tile_median(tile: Indices, size: int, inner: tuple[slice, slice]) -> Indices:
    """Return the median of the ``inner`` part of a tile."""
    lowest = tile.min()
    above = tile - lowest
    occurs = np.bincount(above.ravel()) > 0
    levels = np.flatnonzero(occurs).astype(np.uint16) + lowest
    ranks = (np.cumsum(occurs) - 1).astype(np.uint16)[above]
    low, high = _rank_bounds(ranks, levels.size, size, inner)
    found = np.full(tile[inner].shape, low, np.uint16)
    for base in range(low, high, _STEP):
        part = cv2.addWeighted(ranks, 1.0, ranks, 0.0, -base, dtype=cv2.CV_8U)  # saturates
        np.minimum(part, _STEP, out=part)
        found += cv2.medianBlur(part, size)[inner]
    medians: Indices = levels[found]
    return medians


def _rank_bounds(
    ranks: Indices, number: int, size: int, inner: tuple[slice, slice]
) -> tuple[int, int]:
    """Return ranks between which all medians lie, by a coarse median where that saves work."""
    if number <= 3 * _STEP:
        return 0, number - 1
    shift = (number - 1).bit_length() - 8
    coarse = cv2.medianBlur((ranks >> shift).astype(np.uint8), size)[inner]
    low, high = int(coarse.min()) << shift, ((int(coarse.max()) + 1) << shift) - 1
    return low, min(high, number - 1)
