"""Presentation LUT: the last table before the display, PS3.3 C.11.6."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.grayscale.modality import FloatValues


@dataclass(frozen=True, slots=True, eq=False)
class PresentationLut:
    """A Presentation LUT Sequence item; it holds in presentation states, and is applied once.

    Attributes:
        values: (entries,) float64 P-values in 0..1; its input is the whole range after the VOI.
        bits: Bits of an entry: 1 stands for 2**bits - 1.
        explanation: (0028,3003) LUT Explanation.
    """

    values: FloatValues
    bits: int = 16
    explanation: str = ""

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.size < 2:
            raise ValueError(f"a LUT needs two entries, not shape {self.values.shape}")
        self.values.setflags(write=False)

    @property
    def entries(self) -> npt.NDArray[np.int64]:
        """(entries,) int64 whole P-values 0..2**bits - 1, as the file writes them."""
        found: npt.NDArray[np.int64] = np.rint(self.values * (2.0**self.bits - 1)).astype(np.int64)
        return found

    @property
    def inverted(self) -> Self:
        """The table that shows the negative."""
        return replace(self, values=1.0 - self.values)

    def grey(self, values: FloatValues) -> FloatValues:
        """Return P-values 0..1, float64, the same shape as ``values`` in 0..1 after the VOI."""
        last = self.values.size - 1
        entry = np.clip(np.floor(values * (last + 1)), 0, last).astype(np.intp)
        found: FloatValues = self.values[entry]
        return found
