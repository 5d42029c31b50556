"""Where the lungs are in a coronal CT picture: the part of it that a chest film would show.

Lungs are air inside the body, wide enough to be no windpipe, beside each other, and whole. What
is not found so is refused with the reason; a wrong crop would teach a network a wrong picture.
"""

from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage

GRID_MM = 2.0
"""Spacing at which it is looked for; lungs are a hundred times larger."""

_TISSUE = -300.0
_AIR = (-480.0, -400.0)
"""Hounsfield units below which it may be lung; the second finds hazy lungs, a third wrong ones."""

_MOST_CUT = 0.3
"""Share of their width over which lungs may touch the picture's edge: the tip of one apex."""

_LOWEST = 0.8
"""Height of a crop for its width at least: a film shows what lies below flat lungs, too."""

_WINDPIPE_MM, _BORDER_MM, _VESSEL_MM = 24.0, 14.0, 10.0
_SMALLEST_PART = 0.08
_WIDTH_MM, _HEIGHT_MM = (170.0, 400.0), (90.0, 380.0)


class NoLungsError(Exception):
    """The picture shows no whole pair of lungs; ``str(error)`` is the reason."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a picture, in millimetres from the outer corner of its first pixel."""

    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float

    @property
    def height_mm(self) -> float:
        """From top to bottom."""
        return self.bottom_mm - self.top_mm

    @property
    def width_mm(self) -> float:
        """From left to right."""
        return self.right_mm - self.left_mm

    def grown(self, factor: float) -> Self:
        """Return it grown about its middle."""
        more_high, more_wide = (s * (factor - 1) / 2 for s in (self.height_mm, self.width_mm))
        return type(self)(
            self.top_mm - more_high,
            self.bottom_mm + more_high,
            self.left_mm - more_wide,
            self.right_mm + more_wide,
        )

    def within(self, other: "Box") -> Self:
        """Return the part of it that lies in another one."""
        return type(self)(
            max(self.top_mm, other.top_mm),
            min(self.bottom_mm, other.bottom_mm),
            max(self.left_mm, other.left_mm),
            min(self.right_mm, other.right_mm),
        )


@dataclass(frozen=True, slots=True)
class LungBox:
    """The lungs on a coronal picture, and the part of the picture that is scanned body."""

    lungs: Box
    body: Box

    def crop(self, factor: float) -> Box:
        """Return what a chest film of these lungs would show, as far as it is body.

        Args:
            factor: How much larger than the lungs; 1.12 is usual.
        """
        return framed(self.lungs, factor).within(self.body)


def framed(lungs: Box, factor: float) -> Box:
    """Return what a chest film of lungs would show: them grown, and what lies below flat ones."""
    wide = lungs.grown(factor)
    lower = max(wide.bottom_mm, wide.top_mm + _LOWEST * wide.width_mm)
    return replace(wide, bottom_mm=lower)


def lung_box(hounsfield: FloatImage, spacing_mm: tuple[float, float]) -> LungBox:
    """Return where both lungs are in a coronal slice, head up.

    Args:
        hounsfield: (rows, columns) float32 Hounsfield units; padding at or below -1000.
        spacing_mm: (row, column).

    Raises:
        NoLungsError: If there are no two whole lungs side by side.
    """
    rows, columns = (
        max(8, round(n * mm / GRID_MM)) for n, mm in zip(hounsfield.shape, spacing_mm, strict=True)
    )
    small = cv2.resize(np.maximum(hounsfield, -1024), (columns, rows), interpolation=cv2.INTER_AREA)
    body = largest_part(small > _TISSUE)
    if not body.any():
        raise NoLungsError("there is no body in it.")
    trunk = _bounds(body)
    inside = small[trunk].astype(np.float32)
    found = _bounds(_whole_lungs(inside, body[trunk]))
    top, left = trunk[0].start, trunk[1].start
    return LungBox(
        lungs=_box(found, top, left),
        body=_box((slice(0, inside.shape[0]), slice(0, inside.shape[1])), top, left),
    )


def _whole_lungs(hounsfield: FloatImage, body: BoolImage) -> BoolImage:
    """Return the lungs by the lowest threshold at which both are whole."""
    refused: NoLungsError | None = None
    for threshold in _AIR:
        try:
            lungs = _lungs(hounsfield, body, threshold)
            _check(lungs)
        except NoLungsError as error:
            refused = refused or error
        else:
            return lungs
    raise refused or NoLungsError("no lungs are in it.")


def largest_part(mask: BoolImage) -> BoolImage:
    """Return the largest connected part of a mask; nothing where there is none."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        mask.astype(np.uint8), connectivity=4
    )
    if count < 2:
        return np.zeros(mask.shape, np.bool_)
    largest: BoolImage = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return largest


def ellipse(size_px: int) -> cv2.typing.MatLike:
    """Return a round structuring element of an odd size of at least 3."""
    odd = max(3, size_px | 1)
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (odd, odd))


def _lungs(hounsfield: FloatImage, body: BoolImage, threshold: float) -> BoolImage:
    """Return the lungs as a mask: wide parts of the air that the sides cannot reach."""
    smooth = cv2.GaussianBlur(hounsfield, (0, 0), 3.0 / GRID_MM)
    outside = _reached_from_the_sides(~body)
    air = ((smooth < threshold) & ~outside).astype(np.uint8)
    closed = cv2.morphologyEx(air, cv2.MORPH_CLOSE, ellipse(round(_VESSEL_MM / GRID_MM)))
    wide = cv2.morphologyEx(
        closed, cv2.MORPH_OPEN, ellipse(round(_WINDPIPE_MM / GRID_MM)), borderValue=0
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(wide, connectivity=8)
    if count < 2:
        raise NoLungsError("no lungs are in it.")
    order = 1 + np.argsort(-stats[1:, cv2.CC_STAT_AREA])
    first = stats[order[0]]
    kept = np.isin(labels, [one for one in order if _is_beside(stats[one], first)])
    grown = cv2.dilate(kept.astype(np.uint8), ellipse(round(2 * _BORDER_MM / GRID_MM)))
    lungs: BoolImage = (grown > 0) & (air > 0)
    return lungs


def _is_beside(part: cv2.typing.MatLike, first: cv2.typing.MatLike) -> bool:
    """Whether a part of the air is lung as the largest one is: as high up, and not small."""
    top = max(part[cv2.CC_STAT_TOP], first[cv2.CC_STAT_TOP])
    end = min(one[cv2.CC_STAT_TOP] + one[cv2.CC_STAT_HEIGHT] for one in (part, first))
    is_level = end - top >= 0.5 * part[cv2.CC_STAT_HEIGHT]
    return bool(is_level and part[cv2.CC_STAT_AREA] >= _SMALLEST_PART * first[cv2.CC_STAT_AREA])


def _reached_from_the_sides(open_: BoolImage) -> BoolImage:
    """Return what air beside the body reaches; not from above, where a windpipe may end open."""
    _, labels = cv2.connectedComponents(open_.astype(np.uint8), connectivity=4)
    edges = np.concatenate([labels[:, 0], labels[:, -1], labels[-1]])
    reached: BoolImage = np.isin(labels, edges[edges > 0])
    return reached


def _check(lungs: BoolImage) -> None:
    """Refuse what is cut off, too small, too large, or on one side only."""
    found = _bounds(lungs)
    high, wide = ((one.stop - one.start) * GRID_MM for one in found)
    edges = max(int(lungs[rows].any(axis=0).sum()) for rows in (slice(0, 2), slice(-2, None)))
    if edges > _MOST_CUT * (found[1].stop - found[1].start):
        raise NoLungsError("the lungs are cut off by its upper or lower edge.")
    if not _HEIGHT_MM[0] <= high <= _HEIGHT_MM[1] or not _WIDTH_MM[0] <= wide <= _WIDTH_MM[1]:
        raise NoLungsError(f"what could be lungs is {wide:.0f} mm wide and {high:.0f} mm high.")
    columns = lungs.shape[1]
    if abs(found[1].start + found[1].stop - columns) / 2 > 0.25 * columns:
        raise NoLungsError("only one lung is in it.")


def _bounds(mask: BoolImage) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _box(bounds: tuple[slice, slice], top: int, left: int) -> Box:
    rows, columns = bounds
    return Box(
        (top + rows.start) * GRID_MM,
        (top + rows.stop) * GRID_MM,
        (left + columns.start) * GRID_MM,
        (left + columns.stop) * GRID_MM,
    )
