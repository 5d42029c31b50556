"""What lies under the cursor, or under a pin."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine import Orientation
    from viewer.document import Shown

    GreyLevels = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

_EXACT = 1e-9

Pixel = tuple[int, int]
"""(row, column)."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What lies under the cursor, for the status line.

    Attributes:
        row, column: On the shown film.
        stored: Stored value.
        modality: Modality value.
        shown: Grey of the original on screen, 0..1.
        enhanced: Grey of the result on screen, 0..1; None where that place was cut off.
    """

    row: int
    column: int
    stored: int
    modality: float
    shown: float
    enhanced: float | None


def pixel_at(shape: tuple[int, int], share: tuple[float, float]) -> Pixel | None:
    """Return the (row, column) of a picture at (x, y) shares of it, or None beside it."""
    x, y = share
    rows, columns = shape
    row, column = floor(y * rows + _EXACT), floor(x * columns + _EXACT)
    is_on = 0 <= row < rows and 0 <= column < columns
    return (row, column) if is_on else None


def middle_of(shape: tuple[int, int], pixel: Pixel) -> tuple[float, float]:
    """Return the (x, y) shares of a picture at the middle of one of its pixels."""
    return (pixel[1] + 0.5) / shape[1], (pixel[0] + 0.5) / shape[0]


def as_read(shape: tuple[int, int], orientation: Orientation, pixel: Pixel) -> Pixel:
    """Return the pixel of the film as read that is shown at a pixel of the turned film.

    Args:
        shape: (rows, columns) of the turned film.
        orientation: How it is turned.
        pixel: (row, column) on the turned film.
    """
    stored = shape[::-1] if orientation.swaps_axes else shape
    place = orientation.placement().on_film(*middle_of(shape, pixel))
    found = pixel_at(stored, place)
    assert found is not None  # noqa: S101 - turns lose no pixel
    return found


def as_shown(shape: tuple[int, int], orientation: Orientation, pixel: Pixel) -> Pixel | None:
    """Return where a pixel of the film as read is shown, or None beside the film.

    Args:
        shape: (rows, columns) of the turned film.
        orientation: How it is turned.
        pixel: (row, column) of the film as read.
    """
    stored = shape[::-1] if orientation.swaps_axes else shape
    place = orientation.placement().inverse().on_film(*middle_of(stored, pixel))
    return pixel_at(shape, place)


def probe_at(shown: Shown, tables: tuple[GreyLevels, GreyLevels], pixel: Pixel) -> Probe:
    """Return what is known of a pixel of the film.

    Args:
        shown: Both pictures; where the result is still a preview, its pixel there is taken.
        tables: (65536,) uint8 of original and result in force.
        pixel: (row, column) of the original, turned for display.
    """
    original, result = shown.original, shown.result
    index = int(original.indices[pixel])
    place = result.placement.inverse().on_film(*middle_of(original.shape, pixel))
    other = pixel_at(result.shape, place)
    enhanced = None if other is None else float(tables[1][int(result.indices[other])]) / 255
    return Probe(
        row=pixel[0],
        column=pixel[1],
        stored=index + original.first_stored,
        modality=float(original.values[index]),
        shown=float(tables[0][index]) / 255,
        enhanced=enhanced,
    )
