"""A film in several sizes, and any part of it resampled to screen pixels. No Qt."""

from dataclasses import dataclass
from math import ceil, floor
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Indices: TypeAlias = npt.NDArray[np.uint16]

SMALLEST_SIDE = 64
"""A level whose longer side is this short is not reduced any further."""

_EXACT = 1e-9
_MARGIN = 3  # source pixels around a part, so that its edges interpolate to their neighbours
_PHASES = 32  # starts tried to find one at which screen and source pixels begin together


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a picture lies on the screen, in device pixels.

    Attributes:
        left, top: Of its first pixel's corner, whole: the film is moved by whole pixels, so
            that panning changes no grey level.
        scale_x, scale_y: Device pixels per picture pixel, above 0.
    """

    left: int
    top: int
    scale_x: float
    scale_y: float


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of device pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.right <= self.left or self.bottom <= self.top

    def within(self, other: "Part") -> "Part":
        """Return what both cover; it may be empty."""
        return Part(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Pyramid:
    """Area-averaged reductions by 2, 4, 8 ..., each built when it is first needed.

    Averaging indices is meaningful, because their order is that of the stored values.

    Args:
        indices: (rows, columns) uint16; kept, not copied.
    """

    def __init__(self, indices: Indices) -> None:
        self._levels = {0: indices}

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the picture itself."""
        rows, columns = self._levels[0].shape
        return rows, columns

    def level(self, number: int) -> Indices:
        """Return the picture reduced by 2 ** ``number``, (ceil(rows), ceil(columns)) uint16."""
        if number not in self._levels:
            # Not from the level before: rounding at each halving would brighten the film.
            self._levels[number] = reduced(self._levels[0], 2**number)
        return self._levels[number]

    def cover(self, placing: Placing) -> Part:
        """Return the device pixels whose centres the picture covers."""
        rows, columns = self.shape
        return Part(
            placing.left,
            placing.top,
            placing.left + floor(columns * placing.scale_x + 0.5),
            placing.top + floor(rows * placing.scale_y + 0.5),
        )

    def sample(self, placing: Placing, part: Part, *, is_smooth: bool) -> Indices:
        """Return the indices of some device pixels.

        Reduced views are area averages: no stored pixel is skipped, so a grid or a grating shows
        no false pattern. Enlarged ones repeat or interpolate stored pixels.

        Args:
            placing: Where the picture lies.
            part: The device pixels wanted, inside ``cover(placing)`` and not empty.
            is_smooth: Interpolate between stored pixels when they are enlarged.

        Returns:
            (bottom - top, right - left) uint16, new.
        """
        number = self._level_for(max(placing.scale_x, placing.scale_y))
        level = self.level(number)
        scale_x, scale_y = placing.scale_x * 2**number, placing.scale_y * 2**number
        across = _Axis(scale_x, part.left - placing.left, part.right - placing.left)
        down = _Axis(scale_y, part.top - placing.top, part.bottom - placing.top)
        enlarges = min(scale_x, scale_y) >= 1 - _EXACT
        is_exact = abs(scale_x - 1) < _EXACT and abs(scale_y - 1) < _EXACT
        if is_exact:
            return level[down.start : down.stop, across.start : across.stop].copy()
        if enlarges and not is_smooth:
            return _repeated(level, across, down)
        if enlarges:
            return _interpolated(level, across, down)
        return _averaged(level, across, down)

    def _level_for(self, scale: float) -> int:
        """Return the smallest level that still has a pixel for every device pixel."""
        number = 0
        while scale * 2 ** (number + 1) <= 1 + _EXACT:
            if max(self.shape) <= SMALLEST_SIDE * 2**number:
                break
            number += 1
        return number


def reduced(image: Indices, cell: int) -> Indices:
    """Return the means of square cells, rounded once.

    Args:
        image: (rows, columns) uint16.
        cell: Pixels on a side of a cell.

    Returns:
        (ceil(rows / cell), ceil(columns / cell)) uint16; cells at the far edges may be partial.
    """
    rows, columns = image.shape
    down, across = rows // cell, columns // cell
    high, wide = down * cell, across * cell
    small = np.empty((-(-rows // cell), -(-columns // cell)), dtype=np.uint16)
    if down and across:
        small[:down, :across] = _means(image[:high, :wide], down, across)
    if down and wide < columns:
        small[:down, -1:] = _means(image[:high, wide:], down, 1)
    if across and high < rows:
        small[-1:, :across] = _means(image[high:, :wide], 1, across)
    if wide < columns and high < rows:
        small[-1:, -1:] = _means(image[high:, wide:], 1, 1)
    return small


def _means(image: Indices, rows: int, columns: int) -> Indices:
    means = cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA)
    return means.reshape(rows, columns).astype(np.uint16, copy=False)


@dataclass(frozen=True, slots=True)
class _Axis:
    """One axis of a resampling.

    Attributes:
        scale: Device pixels per source pixel.
        start, stop: Device pixels wanted, counted from the picture's first.
    """

    scale: float
    start: int
    stop: int

    @property
    def length(self) -> int:
        return self.stop - self.start

    @property
    def finer(self) -> int:
        """Samples per device pixel that leave no source pixel out."""
        return max(1, ceil(1 / self.scale - _EXACT))

    def source(self, length: int) -> tuple[int, int]:
        """Return first and last + 1 source pixel that the wanted ones need."""
        first = floor(self.start / self.scale) - _MARGIN
        last = ceil(self.stop / self.scale) + _MARGIN
        return max(0, first), min(length, last)

    def nearest(self, length: int) -> npt.NDArray[np.intp]:
        """Return the source pixel under the centre of each device pixel."""
        centres = (np.arange(self.start, self.stop) + 0.5) / self.scale
        under: npt.NDArray[np.intp] = np.floor(centres + _EXACT).astype(np.intp)
        under.clip(max=length - 1, out=under)
        return under

    def aligned(self) -> tuple[int, int]:
        """Return a device pixel at or before the first, and the source pixel it begins with.

        Both begin together to within a small part of a pixel; exactly, at the picture's edge.
        """
        tried = np.arange(self.start, max(-1, self.start - _PHASES), -1)
        begins = tried / self.scale
        best = int(np.argmin(np.abs(begins - np.rint(begins))))
        return int(tried[best]), int(np.rint(begins[best]))


def _repeated(level: Indices, across: _Axis, down: _Axis) -> Indices:
    rows, columns = level.shape
    picked: Indices = level[down.nearest(rows)][:, across.nearest(columns)]
    return picked


def _interpolated(level: Indices, across: _Axis, down: _Axis) -> Indices:
    rows, columns = level.shape
    left, right = across.source(columns)
    top, bottom = down.source(rows)
    # OpenCV counts from pixel centres, hence the halves.
    matrix = np.array(
        [
            [1 / across.scale, 0, (across.start + 0.5) / across.scale - 0.5 - left],
            [0, 1 / down.scale, (down.start + 0.5) / down.scale - 0.5 - top],
        ]
    )
    warped: Indices = cv2.warpAffine(  # type: ignore[assignment]
        level[top:bottom, left:right],
        matrix,
        (across.length, down.length),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return warped


def _averaged(level: Indices, across: _Axis, down: _Axis) -> Indices:
    """Interpolate to a finer grid that skips no source pixel, then take the mean of its cells.

    ``cv2.resize`` does this four times as fast as ``warpAffine``, but begins at a whole source
    pixel: so we begin where a screen pixel does too.
    """
    rows, columns = level.shape
    first_x, source_x = across.aligned()
    first_y, source_y = down.aligned()
    skip_x, skip_y = across.start - first_x, down.start - first_y
    right, bottom = across.source(columns)[1], down.source(rows)[1]
    fine_x, fine_y = across.finer, down.finer
    fine: Indices = cv2.resize(  # type: ignore[assignment]
        level[source_y:bottom, source_x:right],
        None,
        fx=across.scale * fine_x,
        fy=down.scale * fine_y,
        interpolation=cv2.INTER_LINEAR,
    )
    wide, high = (skip_x + across.length) * fine_x, (skip_y + down.length) * fine_y
    missing_x, missing_y = max(0, wide - fine.shape[1]), max(0, high - fine.shape[0])
    if missing_x or missing_y:  # at the picture's far edge, by rounding
        fine = np.pad(fine, ((0, missing_y), (0, missing_x)), mode="edge")
    cells = fine[skip_y * fine_y : high, skip_x * fine_x : wide]
    return _means(cells, down.length, across.length)
