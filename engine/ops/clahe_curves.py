"""The curves of adaptive equalisation: from the histograms of tiles to grey values."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage

BINS = 4096
"""Bins over 0..1: OpenCV's 65 536 leave its 16-bit clip limit without effect."""

ENTRIES = 65536
"""16-bit grey values."""

ENTRIES_PER_BIN = ENTRIES // BINS

_WHITE = 1 - 4e-7  # so that a mean with rounded weights never passes 1
_ENOUGH = 45_000  # pixels: larger tiles are counted in every second, third ... row
_SPARSE = 0.25  # a tile with a smaller share of exposed pixels borrows from the whole field
_MIN_SMOOTHING = 17  # bins: 1/256 of the range and one
_MAX_SMOOTHING = 129

Counts = npt.NDArray[np.float32]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axis:
    """How one side of the film is cut into tiles.

    Attributes:
        edges: (tiles + 1,) first pixel of each tile, and the end.
        centres: (tiles,) middle of each tile in px; pixel 0 reaches from -0.5 to 0.5.
    """

    edges: npt.NDArray[np.int64]
    centres: npt.NDArray[np.float64]

    @classmethod
    def of(cls, length: int, tiles: int) -> "Axis":
        """Return ``length`` px cut into so many tiles of nearly the same size."""
        edges = np.arange(tiles + 1) * length // tiles
        return cls(edges, (edges[:-1] + edges[1:] - 1) / 2)

    def cells(self) -> Iterator[tuple[slice, int, int, FloatImage]]:
        """Yield stretches between two centres: pixels, both tiles, weight of the second."""
        last = self.centres.size - 1
        ends = [0, *(int(np.ceil(centre)) for centre in self.centres), int(self.edges[-1])]
        for number, (low, high) in enumerate(pairwise(ends)):
            if high == low:
                continue
            first, second = max(number - 1, 0), min(number, last)
            apart = max(self.centres[second] - self.centres[first], 1.0)
            weight = np.clip((np.arange(low, high) - self.centres[first]) / apart, 0, 1)
            yield slice(low, high), first, second, weight.astype(np.float32)


def rows_apart(area: int) -> int:
    """Return of how many rows one is counted, in a tile of so many pixels."""
    return max(1, area // _ENOUGH)


def borrow(counts: Counts, area: npt.NDArray[np.int64]) -> None:
    """Fill tiles with few exposed pixels up from the histogram of the whole field.

    Args:
        counts: (down, across, BINS), written to.
        area: (down, across) pixels looked at.
    """
    whole = counts.sum(axis=(0, 1), dtype=np.float64)
    missing = np.maximum(_SPARSE * area - counts.sum(axis=2), 0)
    for row, column in np.argwhere(missing > 0):
        counts[row, column] += missing[row, column] / whole.sum() * whole


class Lines:
    """The curves of each row of tiles, as one straight line for each bin.

    Args:
        counts: (down, across, BINS) histograms, each with a sum above 0.
        clip_limit: Largest slope, at least 1.
        strength: 0 (a straight line from 0 to 1) to 1.
    """

    def __init__(self, counts: Counts, clip_limit: float, strength: float) -> None:
        self.across = counts.shape[1]
        self._counts = counts
        self._clip_limit = clip_limit
        self._strength = strength
        self._smoothing = _smoothing_bins(counts)

    def row(self, row: int) -> FloatImage:
        """Return the lines of one row of tiles.

        Returns:
            (across, BINS, 2) float32: grey at the first 16-bit value of each bin, and the rise
            from there to the next value. All grey values lie in 0..1.
        """
        smooth = _smoothed(self._counts[row].astype(np.float64), self._smoothing)
        share = clipped(smooth, self._clip_limit)
        knots = np.zeros((share.shape[0], BINS + 1))
        np.cumsum(share, axis=1, out=knots[:, 1:])
        knots *= self._strength
        knots += (1 - self._strength) * np.linspace(0, 1, BINS + 1)
        np.minimum(knots, _WHITE, out=knots)
        rises = np.diff(knots)
        # entry 16 k + j lies (k + 4096 j) / 65535 of the way through bin k
        level = knots[:, :-1] + rises * (np.arange(BINS) / (ENTRIES - 1))
        return np.stack([level, rises * (BINS / (ENTRIES - 1))], axis=2).astype(np.float32)


def _smoothing_bins(counts: Counts) -> int:
    """Return the width of the smoothing: a little more than the usual gap between grey levels."""
    used = np.flatnonzero(counts.sum(axis=(0, 1)))
    gap = int(np.median(np.diff(used))) if used.size > 1 else 1
    return min(max(_MIN_SMOOTHING, 2 * (gap // 2) + 1), _MAX_SMOOTHING)


def _smoothed(counts: Shares, width: int) -> Shares:
    """Return histograms averaged twice over ``width`` bins; the ends are mirrored."""
    once = cv2.blur(counts, (width, 1), borderType=cv2.BORDER_REFLECT)
    twice = cv2.blur(once, (width, 1), borderType=cv2.BORDER_REFLECT)
    return np.maximum(twice, 0)  # the running sum leaves -1e-12 where nothing is


def clipped(counts: Shares, clip_limit: float) -> Shares:
    """Return each histogram as shares of 1, none above ``clip_limit`` times the mean.

    What is cut off goes in equal parts to the bins below the limit, until nothing is left: the
    same amount is added to every bin, then cut at the limit. The amount is found by
    Newton's method, which for such a concave sum of ramps ends after a few steps.

    Args:
        counts: (histograms, bins) float64, each with a sum above 0.
        clip_limit: At least 1.
    """
    share = counts / counts.sum(axis=1, keepdims=True)
    limit = clip_limit / counts.shape[1]
    added = np.zeros((counts.shape[0], 1))
    raised = np.empty_like(share)
    for _ in range(64):
        np.add(share, added, out=raised)
        np.minimum(raised, limit, out=raised)
        missing = 1.0 - raised.sum(axis=1, keepdims=True)
        if missing.max() < 1e-12:
            break
        free = np.maximum(np.count_nonzero(raised < limit, axis=1, keepdims=True), 1)
        added += missing / free
    result: Shares = np.minimum(share + added, limit)
    return result
