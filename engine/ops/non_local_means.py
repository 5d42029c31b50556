"""Non-local means: each pixel becomes the mean of those whose surroundings look like its own."""

import math
from collections.abc import Iterator

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.margins import with_margins
from engine.progress import Progress

REACH = 5
"""Neighbours looked at in each direction; in a wider window every second, third ... one is."""

SOFTNESS = 1.1
"""Fall of the weights with distance, in standard deviations of the noise."""

TILE = 256, 512
"""(rows, columns) of what is done at once: it stays in the cache of a core."""


def non_local_means(
    image: FloatImage,
    sigma: float,
    window_px: tuple[float, float],
    patch_px: int,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film averaged over pixels with similar surroundings; edges are mirrored.

    Two pixels ``d`` apart in the mean square of their patches count exp(-max(d - 2 sigma ** 2,
    0) / (SOFTNESS sigma) ** 2) of each other: what noise alone would make of equal patches is no
    difference.

    Args:
        image: (rows, columns) float32, any range.
        sigma: Standard deviation of the noise to remove, 0 or more; 0 returns a copy.
        window_px: (row, column) how far to look in each direction, 1 at least is meant.
        patch_px: Side of the surroundings compared, odd.
        progress: Looked at between neighbours.

    Returns:
        (rows, columns) float32 within the range of ``image``, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``sigma`` is below 0 or ``patch_px`` is even.

    Source: Buades, Coll and Morel, Non-local means denoising, IPOL 1, 2011; box sums of shifted
    differences: Darbon et al., Fast nonlocal filtering applied to electron cryomicroscopy,
    ISBI 2008; every shift serves both of its pixels.
    """
    if not sigma >= 0 or patch_px % 2 == 0:
        raise ValueError(f"not a sigma of 0 or more and an odd patch: {sigma}, {patch_px}")
    progress = progress or Progress()
    if sigma == 0:
        return image.copy()
    shifts = list(half_window(window_px))
    down, across = (max(abs(shift[axis]) for shift in shifts) for axis in (0, 1))
    margin = down + patch_px // 2, across + patch_px // 2
    around = margin[0], margin[0], margin[1], margin[1]
    out = np.empty(image.shape, np.float32)
    tiles = list(_tiles(image.shape))
    for number, (rows, columns) in enumerate(tiles):
        progress.report(number / len(tiles))
        wide = with_margins(image, rows, columns, around, "pixel")
        out[rows, columns] = _averaged(wide, margin, shifts, sigma, patch_px, progress)
    progress.report(1.0)
    return out


def half_window(window_px: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """Yield (rows, columns) of half of the neighbours: below, or right in the same row.

    Args:
        window_px: (row, column) how far to look in each direction.
    """
    axes = []
    for reach in window_px:
        whole = max(1, round(reach))
        apart = math.ceil(whole / REACH)
        axes.append([apart * number for number in range(-(whole // apart), whole // apart + 1)])
    for down in axes[0]:
        yield from ((down, across) for across in axes[1] if (down, across) > (0, 0))


def _tiles(shape: tuple[int, ...]) -> Iterator[tuple[slice, slice]]:
    for top in range(0, shape[0], TILE[0]):
        for left in range(0, shape[1], TILE[1]):
            bottom, right = min(top + TILE[0], shape[0]), min(left + TILE[1], shape[1])
            yield slice(top, bottom), slice(left, right)


def _averaged(
    wide: FloatImage,
    margin: tuple[int, int],
    shifts: list[tuple[int, int]],
    sigma: float,
    patch_px: int,
    progress: Progress,
) -> FloatImage:
    """Return the weighted means of a part of the film without its margin.

    Args:
        wide: The part with its margin on all sides.
        margin: (rows, columns) of it: the largest shift and half a patch.
        shifts: Of half of the neighbours.
        sigma: Of the noise.
        patch_px: Side of a patch.
        progress: Looked at between shifts.
    """
    rows, columns = wide.shape[0] - 2 * margin[0], wide.shape[1] - 2 * margin[1]
    own = np.float32(math.exp(-2 / SOFTNESS**2))  # of a pixel with itself
    weights = np.full((rows, columns), own, np.float32)
    sums: FloatImage = own * wide[margin[0] : margin[0] + rows, margin[1] : margin[1] + columns]
    for down, across in shifts:
        progress.check()
        right = max(0, across)
        # Of x and x + shift, wherever one of the two lies within the margin.
        top, left = margin[0] - down, margin[1] - right
        shape = rows + down, columns + abs(across)
        weight = _weights(wide, (top, left), shape, (down, across), sigma, patch_px)
        for row, column, sign in ((down, right, 1), (0, right - across, -1)):
            one = weight[row : row + rows, column : column + columns]
            below, beside = margin[0] + sign * down, margin[1] + sign * across
            cv2.accumulate(one, weights)
            other = wide[below : below + rows, beside : beside + columns]
            cv2.accumulateProduct(other, one, sums)
    sums /= weights
    return sums


def _weights(
    wide: FloatImage,
    corner: tuple[int, int],
    shape: tuple[int, int],
    shift: tuple[int, int],
    sigma: float,
    patch_px: int,
) -> FloatImage:
    """Return how much each pixel and the one a shift away count of each other.

    Args:
        wide: The film with its margin.
        corner: (row, column) of the first pixel.
        shape: (rows, columns) of the result.
        shift: (rows, columns) to the other.
        sigma: Of the noise.
        patch_px: Side of a patch.

    Returns:
        (rows, columns) float32: exp(-max(d, 2 sigma ** 2) / (SOFTNESS sigma) ** 2).
    """
    half = patch_px // 2
    top, left = corner[0] - half, corner[1] - half
    bottom, right = top + shape[0] + 2 * half, left + shape[1] + 2 * half
    there = wide[top + shift[0] : bottom + shift[0], left + shift[1] : right + shift[1]]
    difference = wide[top:bottom, left:right] - there
    np.multiply(difference, difference, out=difference)
    along = np.full(patch_px, 1 / patch_px, np.float32)
    down = along * np.float32(-1 / (SOFTNESS * sigma) ** 2)
    cv2.sepFilter2D(difference, cv2.CV_32F, along, down, dst=difference)
    exponent = difference[half : half + shape[0], half : half + shape[1]]
    capped = cv2.min(exponent, -2 / SOFTNESS**2)  # type: ignore[call-overload]
    weight: FloatImage = cv2.exp(capped, dst=capped)
    return weight
