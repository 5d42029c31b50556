"""What lies under the cursor."""

from dataclasses import dataclass
from math import floor

_EXACT = 1e-9


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


def pixel_at(shape: tuple[int, int], share: tuple[float, float]) -> tuple[int, int] | None:
    """Return the (row, column) of a picture at (x, y) shares of it, or None beside it."""
    x, y = share
    rows, columns = shape
    row, column = floor(y * rows + _EXACT), floor(x * columns + _EXACT)
    is_on = 0 <= row < rows and 0 <= column < columns
    return (row, column) if is_on else None
