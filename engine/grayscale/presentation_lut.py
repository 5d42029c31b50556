"""Presentation LUT: the last table before the display, PS3.3 C.11.6."""

from dataclasses import dataclass

import numpy as np

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

    def grey(self, values: FloatValues) -> FloatValues:
        """Return P-values 0..1, float64, the same shape as ``values`` in 0..1 after the VOI."""
        last = self.values.size - 1
        entry = np.clip(np.floor(values * (last + 1)), 0, last).astype(np.intp)
        found: FloatValues = self.values[entry]
        return found
