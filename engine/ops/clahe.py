"""Contrast limited adaptive histogram equalisation, right at 16 bit and inside the field."""

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.clahe_curves import BINS as BINS
from engine.ops.clahe_curves import (
    ENTRIES,
    ENTRIES_PER_BIN,
    Axis,
    Counts,
    Lines,
    borrow,
    rows_apart,
)
from engine.ops.stripes import indices_of, stripes
from engine.progress import Progress

_BLOCK_ROWS = 96
_STEPS = np.stack([np.ones(ENTRIES_PER_BIN), np.arange(ENTRIES_PER_BIN)]).astype(np.float32)


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
        Axis.of(length, min(number, length))
        for length, number in zip(image.shape, tiles, strict=True)
    )
    indices = indices_of(image, progress.part(0.0, 0.2))
    counts = _tile_counts(indices, field, down, across, progress.part(0.2, 0.5))
    curves = _Tables(Lines(counts, clip_limit, strength))
    return _apply(indices, curves, down, across, progress.part(0.5, 1.0))


def _tile_counts(
    indices: npt.NDArray[np.uint16],
    field: BoolImage,
    down: Axis,
    across: Axis,
    progress: Progress,
) -> Counts:
    """Return the histogram of the exposed pixels of each tile: (down, across, BINS)."""
    counts = np.empty((down.centres.size, across.centres.size, BINS), np.float32)
    area = np.empty(counts.shape[:2], np.int64)
    is_whole = bool(field.all()) or not field.any()
    for row, (top, bottom) in enumerate(pairwise(down.edges)):
        for column, (left, right) in enumerate(pairwise(across.edges)):
            progress.report((row + column / counts.shape[1]) / counts.shape[0])
            apart = rows_apart((bottom - top) * (right - left))
            part = np.s_[top:bottom:apart, left:right]
            bins = indices[part] // ENTRIES_PER_BIN
            inside = bins.ravel() if is_whole else bins[field[part]]
            counts[row, column] = np.bincount(inside, minlength=BINS)
            area[row, column] = bins.size
    borrow(counts, area)
    return counts


class _Tables:
    """The curves of each row of tiles, made when asked for: a film may have thousands of tiles."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        shape = lines.across, BINS, ENTRIES_PER_BIN
        self._tables = tuple(np.empty(shape, np.float32) for _ in range(2))
        self._held = [-1, -1]

    def row(self, row: int) -> FloatImage:
        """Return the tables of one row of tiles: (across, 65536) float32 grey in 0..1.

        They are valid until the row after the next is asked for.
        """
        place = row % 2
        if self._held[place] != row:
            for table, line in zip(self._tables[place], self._lines.row(row), strict=True):
                np.dot(line, _STEPS, out=table)  # 16 points of each line: a product of matrices
            self._held[place] = row
        return self._tables[place].reshape(-1, ENTRIES)


def _apply(
    indices: npt.NDArray[np.uint16],
    curves: _Tables,
    down: Axis,
    across: Axis,
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
