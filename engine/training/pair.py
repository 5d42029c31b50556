"""What a network is taught by: a raw film, the presentation wanted of it, and how to get there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage

UnitMaps = npt.NDArray[np.float32]
"""(4, rows, columns) float32 in 0..1: a, m, centre and width, as the network gives them."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One film before and after.

    Attributes:
        raw: (rows, columns) float32 in 0..1, as a detector or a poor presentation gives it.
        wanted: (rows, columns) float32 in 0..1, the presentation it should get.
        field: (rows, columns) True where radiation reached the detector.
        maps: What leads from one to the other, on the film itself or any smaller grid; None
            where it is not known.
        is_exact: The maps reproduce ``wanted``; otherwise they were fitted.
    """

    raw: FloatImage
    wanted: FloatImage
    field: BoolImage
    maps: UnitMaps | None = None
    is_exact: bool = False
