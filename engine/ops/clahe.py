"""Contrast limited adaptive histogram equalisation, right at 16 bit and inside the field."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import indices_of, stripes
from engine.progress import Progress

BINS = 4096
"""Bins over 0..1: OpenCV's 65 536 leave its 16-bit clip limit without effect."""

_ENTRIES = 65536
_WHITE = 1 - 4e-7  # so that a mean with rounded weights never passes 1
_BLOCK_ROWS = 96
_ENOUGH = 45_000  # pixels: larger tiles are counted in every second, third ... row
_SPARSE = 0.25  # a tile with a smaller share of exposed pixels borrows from the whole field
_MIN_SMOOTHING = 17  # bins: 1/256 of the range and one
_MAX_SMOOTHING = 129

_PER_BIN = _ENTRIES // BINS
_STEPS = np.stack([np.ones(_PER_BIN), np.arange(_PER_BIN)]).astype(np.float32)

Counts = npt.NDArray[np.float32]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Axis:
    """How one side of the film is cut into tiles.

    Attributes:
        edges: (tiles + 1,) first pixel of each tile, and the end.
        centres: (tiles,) middle of each tile in px; pixel 0 reaches from -0.5 to 0.5.
    """

    edges: npt.NDArray[np.int64]
    centres: npt.NDArray[np.float64]

    @classmethod
    def of(cls, length: int, tiles: int) -> "_Axis":
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


def clahe(
    image: FloatImage,
    field: BoolImage,
    tiles: tuple[int, int],
    clip_limit: float,
    strength: float = 1.0,
    progress: Progress | None = None,
) -> FloatImage:
    """Equalise the histogram of each neighbourhood, raising no contrast above a limit.

    Each tile's curve is the cumulated histogram of its exposed pixels in 4096 bins, no bin above
    ``clip_limit`` times the mean, what is cut off being spread over the others. Between the
    centres of tiles the curves are interpolated linearly. Before the cut each histogram is
    smoothed over 1/256 of the range (more where the film has fewer grey levels), so that neither
    the comb of an 8-bit film nor the noise of a small tile is taken for contrast. Tiles of 90 000
    pixels and more are counted in every second, third ... row.

    Args:
        image: (rows, columns) float32; clipped to 0..1.
        field: (rows, columns) True inside the exposed field; nothing outside it counts.
        tiles: (down, across) how many, at least 1; no more than there are pixels are used.
        clip_limit: Largest slope of a curve, at least 1, which changes nothing.
        strength: 0 (the film) to 1 (all of the above).
        progress: Looked at many times a tile row.

    Returns:
        (rows, columns) float32 in 0..1, new; 0 stays 0 and 1 stays 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a number is out of range.

    Source: Zuiderveld, Contrast Limited Adaptive Histogram Equalization, Graphics Gems IV, 1994,
    VIII.5; his repeated redistribution is carried to its end, so that the limit holds exactly.
    """
    if min(tiles) < 1 or not clip_limit >= 1 or not 0 <= strength <= 1:
        raise ValueError(f"tiles {tiles}, clip limit {clip_limit}, strength {strength}")
    progress = progress or Progress()
    down, across = (
        _Axis.of(length, min(number, length))
        for length, number in zip(image.shape, tiles, strict=True)
    )
    indices = indices_of(image, progress.part(0.0, 0.2))
    counts = _tile_counts(indices, field, down, across, progress.part(0.2, 0.5))
    curves = _Curves(counts, clip_limit, strength)
    return _apply(indices, curves, down, across, progress.part(0.5, 1.0))


def _tile_counts(
    indices: npt.NDArray[np.uint16],
    field: BoolImage,
    down: _Axis,
    across: _Axis,
    progress: Progress,
) -> Counts:
    """Return the histogram of the exposed pixels of each tile: (down, across, BINS)."""
    counts = np.empty((down.centres.size, across.centres.size, BINS), np.float32)
    area = np.empty(counts.shape[:2], np.int64)
    is_whole = bool(field.all()) or not field.any()
    for row, (top, bottom) in enumerate(pairwise(down.edges)):
        for column, (left, right) in enumerate(pairwise(across.edges)):
            progress.report((row + column / counts.shape[1]) / counts.shape[0])
            apart = max(1, (bottom - top) * (right - left) // _ENOUGH)
            part = np.s_[top:bottom:apart, left:right]
            bins = indices[part] // _PER_BIN
            inside = bins.ravel() if is_whole else bins[field[part]]
            counts[row, column] = np.bincount(inside, minlength=BINS)
            area[row, column] = bins.size
    _borrow(counts, area)
    return counts


def _borrow(counts: Counts, area: npt.NDArray[np.int64]) -> None:
    """Fill tiles with few exposed pixels up from the histogram of the whole field.

    Args:
        counts: (down, across, BINS), written to.
        area: (down, across) pixels looked at.
    """
    whole = counts.sum(axis=(0, 1), dtype=np.float64)
    missing = np.maximum(_SPARSE * area - counts.sum(axis=2), 0)
    for row, column in np.argwhere(missing > 0):
        counts[row, column] += missing[row, column] / whole.sum() * whole


class _Curves:
    """The curves of each row of tiles, made when asked for: a film may have thousands of tiles."""

    def __init__(self, counts: Counts, clip_limit: float, strength: float) -> None:
        self._counts = counts
        self._clip_limit = clip_limit
        self._strength = strength
        self._smoothing = _smoothing_bins(counts)
        shape = counts.shape[1], BINS, _PER_BIN
        self._tables = tuple(np.empty(shape, np.float32) for _ in range(2))
        self._held = [-1, -1]

    def row(self, row: int) -> FloatImage:
        """Return the tables of one row of tiles: (across, 65536) float32 grey in 0..1.

        They are valid until the row after the next is asked for.
        """
        place = row % 2
        if self._held[place] != row:
            self._write(row, self._tables[place])
            self._held[place] = row
        return self._tables[place].reshape(-1, _ENTRIES)

    def _write(self, row: int, tables: FloatImage) -> None:
        smooth = _smoothed(self._counts[row].astype(np.float64), self._smoothing)
        share = clipped(smooth, self._clip_limit)
        knots = np.zeros((share.shape[0], BINS + 1))
        np.cumsum(share, axis=1, out=knots[:, 1:])
        knots *= self._strength
        knots += (1 - self._strength) * np.linspace(0, 1, BINS + 1)
        np.minimum(knots, _WHITE, out=knots)
        rises = np.diff(knots)
        # entry 16 k + j lies (k + 4096 j) / 65535 of the way through bin k: a product of matrices
        level = knots[:, :-1] + rises * (np.arange(BINS) / (_ENTRIES - 1))
        lines = np.stack([level, rises * (BINS / (_ENTRIES - 1))], axis=2).astype(np.float32)
        for table, line in zip(tables, lines, strict=True):
            np.dot(line, _STEPS, out=table)


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


def _apply(
    indices: npt.NDArray[np.uint16],
    curves: _Curves,
    down: _Axis,
    across: _Axis,
    progress: Progress,
) -> FloatImage:
    """Return each pixel through the curves of the four tiles around it, weighted by distance."""
    out = np.empty(indices.shape, np.float32)
    height = indices.shape[0]
    blends = tuple(_Blend(*cell) for cell in across.cells())
    widest = max(blend.width for blend in blends)
    for rows, above, below, fall in down.cells():
        upper, lower = curves.row(above), curves.row(below)
        part = progress.part(rows.start / height, rows.stop / height)
        for block in stripes(rows.stop - rows.start, _BLOCK_ROWS, part):
            lines = slice(rows.start + block.start, rows.start + block.stop)
            share = np.repeat(fall[block, np.newaxis], widest, axis=1)
            for blend in blends:
                blend.write(indices[lines], upper, lower, share, out[lines])
    return out


class _Blend:
    """The bilinear mean of four tables for one stretch of columns, without new memory."""

    def __init__(self, columns: slice, left: int, right: int, weight: FloatImage) -> None:
        self.width = columns.stop - columns.start
        shape = _BLOCK_ROWS, self.width
        self._columns = columns
        self._tiles = left, right
        self._weight = np.ascontiguousarray(np.broadcast_to(weight, shape))
        self._right, self._lower = (np.empty(shape, np.float32) for _ in range(2))

    def write(
        self,
        indices: npt.NDArray[np.uint16],
        upper: FloatImage,
        lower: FloatImage,
        share: FloatImage,
        out: FloatImage,
    ) -> None:
        """Write into this stretch of ``out``, for at most _BLOCK_ROWS rows.

        Args:
            indices: Of these rows.
            upper: Tables of the row of tiles above.
            lower: Tables of the row of tiles below; the same at the edges of the film.
            share: (rows, at least the stretch's columns) weight of the lower tables.
            out: These rows, all columns.
        """
        stretch, shown = indices[:, self._columns], out[:, self._columns]
        above = self._looked_up(stretch, upper, shown)
        if not np.shares_memory(upper, lower):
            below = self._looked_up(stretch, lower, self._lower[: shown.shape[0]])
            cv2.subtract(below, above, dst=below)
            cv2.accumulateProduct(below, share[:, : self.width], shown)

    def _looked_up(
        self, indices: npt.NDArray[np.uint16], tables: FloatImage, out: FloatImage
    ) -> FloatImage:
        """Return the weighted mean of the left and the right table, in ``out``."""
        left, right = self._tiles
        cv2.LUT(indices, tables[left], dst=out)
        if left != right:
            rows = out.shape[0]
            found = self._right[:rows]
            cv2.LUT(indices, tables[right], dst=found)
            cv2.subtract(found, out, dst=found)
            cv2.accumulateProduct(found, self._weight[:rows], out)
        return out
