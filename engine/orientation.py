"""Quarter turns and mirrors of one film, and the letters at its edges."""

from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from engine.placement import Placement

Scalar = TypeVar("Scalar", bound=np.generic)

_OPPOSITE = str.maketrans("RLAPHF", "LRPAFH")


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a film is turned for display: mirrored first, then turned clockwise.

    Attributes:
        quarter_turns: Clockwise quarter turns, 0..3.
        is_mirrored: Left and right change places before the turn.
    """

    quarter_turns: int = 0
    is_mirrored: bool = False

    def __post_init__(self) -> None:
        if self.quarter_turns not in range(4):
            raise ValueError(f"quarter_turns must be 0, 1, 2 or 3, not {self.quarter_turns}")

    @property
    def is_identity(self) -> bool:
        """Whether the film is shown as it lies in the file."""
        return self.quarter_turns == 0 and not self.is_mirrored

    @property
    def swaps_axes(self) -> bool:
        """Whether rows become columns."""
        return self.quarter_turns % 2 == 1

    def turned(self, quarter_turns: int) -> Self:
        """Return this orientation after more clockwise quarter turns (negative: back)."""
        return type(self)((self.quarter_turns + quarter_turns) % 4, self.is_mirrored)

    def flipped_horizontally(self) -> Self:
        """Return this orientation with left and right of the *shown* film exchanged."""
        return type(self)(-self.quarter_turns % 4, not self.is_mirrored)

    def flipped_vertically(self) -> Self:
        """Return this orientation with top and bottom of the *shown* film exchanged."""
        return self.flipped_horizontally().turned(2)

    def apply(self, image: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
        """Return the film as shown: (rows, columns) of the same dtype, contiguous.

        The same array comes back where nothing turns.
        """
        if self.is_identity:
            return image
        mirrored = image[:, ::-1] if self.is_mirrored else image
        return np.ascontiguousarray(np.rot90(mirrored, -self.quarter_turns))

    def apply_spacing(self, spacing_mm: tuple[float, float]) -> tuple[float, float]:
        """Return (row, column) spacing of the shown film."""
        return spacing_mm[::-1] if self.swaps_axes else spacing_mm

    def apply_directions(self, directions: tuple[str, str]) -> tuple[str, str]:
        """Return Patient Orientation (0020,0020) of the shown film.

        Args:
            directions: Where the row (towards the right edge) and the column (towards the
                bottom edge) of the stored film point, as "L", "F", "PR" and so on.

        Source: DICOM PS3.3 C.7.6.1.1.1.
        """
        right, bottom = directions
        if self.is_mirrored:
            right = opposite(right)
        for _ in range(self.quarter_turns):
            right, bottom = opposite(bottom), right
        return right, bottom

    def to_stored(self, row: float, column: float, shape: tuple[int, int]) -> tuple[float, float]:
        """Return where a point of the shown film lies in the stored one.

        Args:
            row: Row on the shown film, in pixels; 0 is the top edge.
            column: Column on the shown film; 0 is the left edge.
            shape: (rows, columns) of the stored film.
        """
        rows, columns = shape
        shown = (columns, rows) if self.swaps_axes else (rows, columns)
        for _ in range(self.quarter_turns):
            row, column = shown[1] - column, row
            shown = (shown[1], shown[0])
        if self.is_mirrored:
            column = columns - column
        return row, column

    def placement(self) -> Placement:
        """Return the way from shares of the shown film to shares of the stored one."""
        y, x = self.to_stored(0.0, 0.0, (1, 1))
        y_right, x_right = self.to_stored(0.0, 1.0, (1, 1))
        y_down, x_down = self.to_stored(1.0, 0.0, (1, 1))
        return Placement(x_right - x, x_down - x, x, y_right - y, y_down - y, y)


def nearest_orientation(placement: Placement, size_mm: tuple[float, float]) -> Orientation:
    """Return the quarter turn and mirror that come nearest to how a film was turned.

    Args:
        placement: From shares of the turned film to shares of the film as read.
        size_mm: (height, width) of the film as read.
    """
    height, width = size_mm
    right = np.array([placement.x_by_x * width, placement.y_by_x * height])
    down = np.array([placement.x_by_y * width, placement.y_by_y * height])
    right, down = right / np.linalg.norm(right), down / np.linalg.norm(down)

    def likeness(turn: Orientation) -> float:
        way = turn.placement()
        return float(
            right @ np.array([way.x_by_x, way.y_by_x]) + down @ np.array([way.x_by_y, way.y_by_y])
        )

    return max((Orientation(n, m) for n in range(4) for m in (False, True)), key=likeness)


def opposite(direction: str) -> str:
    """Return the letters of the opposite direction: "L" for "R", "FP" for "HA"."""
    return direction.translate(_OPPOSITE)
