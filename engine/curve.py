"""The one curve of a recipe that treats equal values alike, read off the film and its result."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.picture import Picture

LOOKED_AT = 500_000
"""About how many pixels are compared: whole rows, evenly spread over the film."""


@dataclass(frozen=True, slots=True, eq=False)
class PointCurve:
    """What becomes of each stored value of one film.

    Attributes:
        before: (n,) indices of the original that occur, rising, float64.
        after: (n,) index of the result that each of them becomes, float64.
    """

    before: npt.NDArray[np.float64]
    after: npt.NDArray[np.float64]

    def at(self, indices: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return the index of the result for indices of the original, between those that occur."""
        found: npt.NDArray[np.float64] = np.interp(indices, self.before, self.after)
        return found


def point_curve(original: Picture, result: Picture) -> PointCurve:
    """Return the curve that leads from a film to its result.

    Args:
        original: The film.
        result: The same grid after a recipe for which ``Recipe.is_point_mapping`` holds.

    Raises:
        ValueError: If the two are not of one size.
    """
    if original.shape != result.shape:
        raise ValueError(f"one grid is wanted, not {original.shape} and {result.shape}")
    apart = -(-original.indices.size // LOOKED_AT)
    became = np.full(1 << 16, -1, np.int32)
    became[original.indices[::apart]] = result.indices[::apart]
    before = np.flatnonzero(became >= 0)
    return PointCurve(before.astype(np.float64), became[before].astype(np.float64))
