"""Contrast limited adaptive histogram equalisation on a GPU."""

from itertools import pairwise

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding

from engine.frame import BoolImage, FloatImage
from engine.ops.accelerated.tensors import received, settled_stripes
from engine.ops.clahe_curves import BINS, ENTRIES_PER_BIN, Axis, Counts, Lines, borrow, rows_apart
from engine.ops.stripes import indices_of
from engine.progress import Progress


def clahe(
    image: FloatImage,
    field: BoolImage,
    tiles: tuple[int, int],
    clip_limit: float,
    strength: float = 1.0,
    progress: Progress | None = None,
    *,
    device: torch.device,
) -> FloatImage:
    """Equalise the histogram of each neighbourhood; see ``engine.ops.clahe.clahe``.

    The film goes there as 16-bit indices, which the CPU makes: rounded otherwise, one of them
    might be the next, and a steep curve show it. The curves, a few numbers for each tile, are
    made by the CPU too.
    """
    if min(tiles) < 1 or not clip_limit >= 1 or not 0 <= strength <= 1:
        raise ValueError(f"tiles {tiles}, clip limit {clip_limit}, strength {strength}")
    progress = progress or Progress()
    down, across = (
        Axis.of(length, min(number, length))
        for length, number in zip(image.shape, tiles, strict=True)
    )
    stored = indices_of(image, progress.part(0.0, 0.2))
    indices = torch.from_numpy(stored.view(np.int16)).to(device)
    counts = _tile_counts(indices, field, down, across, progress.part(0.2, 0.5))
    lines = Lines(counts, clip_limit, strength)
    return received(_apply(indices, lines, down, across, progress.part(0.5, 1.0)))


def _whole_numbers(indices: Tensor) -> Tensor:
    """Return 16-bit values as int32: torch does next to nothing with unsigned ones."""
    return indices.to(torch.int32) & 0xFFFF


def _tile_counts(
    indices: Tensor, field: BoolImage, down: Axis, across: Axis, progress: Progress
) -> Counts:
    """Return the histogram of the exposed pixels of each tile: (down, across, BINS)."""
    tiles = across.centres.size
    widths = np.diff(across.edges)
    first_bin = torch.from_numpy(np.repeat(np.arange(tiles) * BINS, widths)).to(indices.device)
    is_partial = bool(field.any()) and not field.all()
    counts = torch.zeros((down.centres.size, tiles * BINS), dtype=torch.int64)
    counts = counts.to(indices.device)
    area = np.empty((down.centres.size, tiles), np.int64)
    for row, (top, bottom) in enumerate(pairwise(down.edges)):
        progress.report(row / down.centres.size)
        apart = np.array([rows_apart(int((bottom - top) * width)) for width in widths])
        for step in np.unique(apart):
            part = slice(int(top), int(bottom), int(step))
            area[row] = np.where(apart == step, len(range(top, bottom, step)) * widths, area[row])
            bins = _whole_numbers(indices[part]) // ENTRIES_PER_BIN + first_bin
            is_counted = torch.from_numpy(np.repeat(apart == step, widths)).to(indices.device)
            if is_partial:
                is_counted = is_counted & torch.from_numpy(field[part].copy()).to(indices.device)
            bins.masked_fill_(~is_counted, tiles * BINS)  # a bin that nobody looks at
            counts[row] += torch.bincount(bins.ravel(), minlength=tiles * BINS + 1)[:-1]
    found = counts.reshape(*area.shape, BINS).cpu().numpy().astype(np.float32)
    borrow(found, area)
    return found


def _apply(indices: Tensor, lines: Lines, down: Axis, across: Axis, progress: Progress) -> Tensor:
    """Return each pixel through the curves of the four tiles around it, weighted by distance."""
    out = torch.empty(indices.shape, dtype=torch.float32, device=indices.device)
    blend = _Blend(across, indices.device)
    held: dict[int, Tensor] = {}
    for rows, above, below, fall in down.cells():
        for row in (above, below):
            if row not in held:
                held[row] = torch.from_numpy(lines.row(row).reshape(-1, 2)).to(indices.device)
        held = {row: held[row] for row in (above, below)}
        share = torch.from_numpy(fall).to(indices.device)[:, None]
        shape = rows.stop - rows.start, indices.shape[1]
        part = progress.part(rows.start / indices.shape[0], rows.stop / indices.shape[0])
        for block in settled_stripes(shape, part, indices.device):
            inner = slice(rows.start + block.start, rows.start + block.stop)
            values = _whole_numbers(indices[inner])
            grey = blend.looked_up(values, held[above])
            if above != below:
                grey = torch.lerp(grey, blend.looked_up(values, held[below]), share[block])
            out[inner] = grey
    return out


class _Blend:
    """The weighted mean of the curves of the tile to the left and of that to the right."""

    def __init__(self, across: Axis, device: torch.device) -> None:
        cells = list(across.cells())
        widths = [columns.stop - columns.start for columns, *_ in cells]
        tiles = np.repeat(np.array([cell[1:3] for cell in cells], np.int32), widths, axis=0)
        self._left, self._right = torch.from_numpy(tiles.T * np.int32(BINS)).to(device)
        self._weight = torch.from_numpy(np.concatenate([cell[3] for cell in cells])).to(device)

    def looked_up(self, values: Tensor, lines: Tensor) -> Tensor:
        """Return the grey of each pixel.

        Args:
            values: (rows, columns) int32, 16-bit values of some rows.
            lines: (tiles * BINS, 2) of one row of tiles.
        """
        bins = values // ENTRIES_PER_BIN
        within = (values % ENTRIES_PER_BIN).to(torch.float32)
        left, right = (
            torch.addcmul(line[..., 0], line[..., 1], within)
            for line in (embedding(bins + first, lines) for first in (self._left, self._right))
        )
        return torch.lerp(left, right, self._weight)
