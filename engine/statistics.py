"""Histogram and automatic window of the exposed field."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage
from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import Window
from engine.picture import Picture

AUTO_PERCENTILES = (2.0, 98.0)
"""What the automatic window spans, in per cent of the exposed field's pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How often each index occurs in the exposed field.

    Attributes:
        counts: (65536,) int64, per index of the picture.
        picture: The picture it belongs to.
    """

    counts: npt.NDArray[np.int64]
    picture: Picture

    def percentile(self, percent: float) -> float:
        """Return the modality value below which ``percent`` of the field lies."""
        used = np.flatnonzero(self.counts)
        values = self.picture.values[used]
        order = np.argsort(values, kind="stable")  # a modality LUT may fall, or rise and fall
        total = np.cumsum(self.counts[used][order])
        place = int(np.searchsorted(total, percent / 100 * total[-1]))
        return float(values[order[min(place, order.size - 1)]])

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest modality value that occurs."""
        values = self.picture.values[np.flatnonzero(self.counts)]
        return float(values.min()), float(values.max())

    def bars(self, low: float, high: float, number: int) -> npt.NDArray[np.float64]:
        """Return counts in ``number`` equal bins of modality values from ``low`` to ``high``."""
        used = np.flatnonzero(self.counts)
        bars, _ = np.histogram(
            self.picture.values[used], bins=number, range=(low, high), weights=self.counts[used]
        )
        return bars.astype(np.float64)


def histogram(picture: Picture, excluded: BoolImage | None = None) -> Histogram:
    """Count the indices of the exposed field.

    Args:
        picture: Any picture.
        excluded: (rows, columns) True where the film as read was not exposed, or None. Ignored
            when it leaves nothing, or belongs to another grid than the picture. A processed
            picture that knows its own field is counted there only.
    """
    counted = _counted(picture, excluded)
    indices = picture.indices if counted is None else picture.indices[counted]
    return Histogram(np.bincount(indices.ravel(), minlength=ENTRIES), picture)


def _counted(picture: Picture, excluded: BoolImage | None) -> BoolImage | None:
    """Return where to count; None is everywhere."""
    field = picture.field if picture.field is not None and picture.field.any() else None
    is_same_grid = picture.placement.is_identity  # a film turned by 180 degrees has its shape
    if excluded is None or not is_same_grid or excluded.shape != picture.shape:
        return field
    exposed = ~excluded if field is None else field & ~excluded
    return exposed if exposed.any() else field


def auto_window(counted: Histogram) -> Window:
    """Return a LINEAR window over the middle 96 % of the exposed field."""
    low, high = sorted(counted.percentile(p) for p in AUTO_PERCENTILES)
    return Window(centre=(low + high + 1) / 2, width=max(1.0, high - low + 1))
