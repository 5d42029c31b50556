"""A display shutter: what of a film is to be seen, PS3.3 C.7.6.11."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage


@dataclass(frozen=True, slots=True)
class Shutter:
    """Up to one rectangle, one circle and one polygon; what lies inside all of them is seen.

    Rows and columns count from 1, as the file writes them, and an edge row or column is seen.

    Attributes:
        rectangle: (upper, left, lower, right) or None.
        circle: (row, column, radius) in pixels, or None.
        polygon: (row, column) of each corner, () for none.
        grey: What covers the rest, 0 black to 1 white: Shutter Presentation Value / 65535.
    """

    rectangle: tuple[int, int, int, int] | None = None
    circle: tuple[float, float, float] | None = None
    polygon: tuple[tuple[float, float], ...] = ()
    grey: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether it has no shape at all, and hides nothing."""
        return self.rectangle is None and self.circle is None and not self.polygon

    def visible(self, shape: tuple[int, int]) -> BoolImage:
        """Return (rows, columns) True where a film of that shape is seen."""
        seen: BoolImage = np.ones(shape, dtype=np.bool_)
        if self.rectangle is not None:
            seen &= _rectangle(self.rectangle, shape)
        if self.circle is not None:
            seen &= _circle(self.circle, shape)
        if self.polygon:
            seen &= _polygon(self.polygon, shape)
        return seen


def _rectangle(edges: tuple[int, int, int, int], shape: tuple[int, int]) -> BoolImage:
    upper, left, lower, right = edges
    inside = np.zeros(shape, dtype=np.bool_)
    inside[max(0, upper - 1) : max(0, lower), max(0, left - 1) : max(0, right)] = True
    return inside


def _circle(circle: tuple[float, float, float], shape: tuple[int, int]) -> BoolImage:
    """Row by row, as a film of 16 megapixels in float64 takes half a second."""
    down, across, radius = circle
    inside = np.zeros(shape, dtype=np.bool_)
    rest = radius**2 - (np.arange(1, shape[0] + 1) - down) ** 2
    half = np.sqrt(np.maximum(rest, 0))
    first = np.clip(np.ceil(across - half), 1, shape[1] + 1).astype(int) - 1
    last = np.clip(np.floor(across + half), 0, shape[1]).astype(int)
    for row in np.flatnonzero(rest >= 0):
        inside[row, first[row] : last[row]] = True
    return inside


def _polygon(corners: tuple[tuple[float, float], ...], shape: tuple[int, int]) -> BoolImage:
    places = np.array(corners)[:, ::-1] - 1  # row, column from 1 -> x, y from 0
    drawn = np.zeros(shape, dtype=np.uint8)
    cv2.fillPoly(drawn, [np.rint(places).astype(np.int32)], 1)
    return drawn.astype(np.bool_)
