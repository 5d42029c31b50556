"""Whether it is quiet outside a field: hardly any edges for those inside."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field_edges import Line, Points, gradients, ridges

STRONG = 0.02
"""Grey a px: an edge that shows, not noise."""

MOST_QUIET = 0.4
"""So many edges outside for each inside, by area, at most."""

_CELL = 8  # px a side in which edges are counted
_APART_PX = 8  # the edge of the field itself is not counted


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Strong edges, counted in cells.

    Attributes:
        middles: (cells, 2) x, y.
        edges: (cells,) how many.
        pixels: (cells,) how large.
    """

    middles: Points
    edges: npt.NDArray[np.float64]
    pixels: npt.NDArray[np.float64]

    @classmethod
    def of(cls, strong: BoolImage) -> Self:
        """Return the counts of (rows, columns) edges."""
        rows, columns = strong.shape
        grown = cv2.copyMakeBorder(
            strong.astype(np.uint8), 0, -rows % _CELL, 0, -columns % _CELL, cv2.BORDER_CONSTANT
        )
        down, across = grown.shape[0] // _CELL, grown.shape[1] // _CELL
        edges = grown.reshape(down, _CELL, across, _CELL).sum(axis=(1, 3), dtype=np.float64)
        y, x = (np.mgrid[0:down, 0:across] + 0.5) * _CELL - 0.5
        return cls(np.stack([x.ravel(), y.ravel()], 1), edges.ravel(), np.full(x.size, _CELL**2.0))

    def outside_to_inside(self, line: Line) -> float:
        """Return edges by area outside a line for those inside, the line itself left out."""
        far = line.outside(self.middles)
        densities = [
            float(self.edges[part].sum() / max(1.0, self.pixels[part].sum()))
            for part in (far > _CELL, far < -_CELL)
        ]
        return densities[0] / max(densities[1], 1e-9)


def outside_is_quiet(image: FloatImage, inside: BoolImage) -> bool:
    """Whether there are hardly any edges outside a field for those inside, by area."""
    x, y, length = gradients(image)
    strong = ridges(x, y, length) & (length > STRONG)
    far = np.ones((2 * _APART_PX + 1, 2 * _APART_PX + 1), np.uint8)
    within = cv2.erode(inside.astype(np.uint8), far) > 0
    beyond = cv2.dilate(inside.astype(np.uint8), far) == 0
    if not beyond.any() or not within.any():
        return True
    return bool(strong[beyond].mean() < MOST_QUIET * strong[within].mean())
