"""Modality LUT: what stored values mean, PS3.3 C.11.1."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

FloatValues: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModality:
    """Rescale Slope and Intercept: PS3.3 C.11.1.1.2.

    Attributes:
        slope: (0028,1053) Rescale Slope, not 0.
        intercept: (0028,1052) Rescale Intercept.
        unit: (0028,1054) Rescale Type, "US" where unspecified.
    """

    slope: float = 1.0
    intercept: float = 0.0
    unit: str = "US"

    def __post_init__(self) -> None:
        if not (np.isfinite(self.slope) and np.isfinite(self.intercept)) or self.slope == 0:
            raise ValueError(f"not a rescale: slope {self.slope}, intercept {self.intercept}")

    @property
    def is_identity(self) -> bool:
        """Whether modality values are the stored values."""
        return self.slope == 1.0 and self.intercept == 0.0

    def apply(self, stored: FloatValues) -> FloatValues:
        """Return modality values, float64, the same shape."""
        return stored * self.slope + self.intercept

    def bounds(self, low: float, high: float) -> tuple[float, float]:
        """Return the lowest and highest modality value of stored values ``low..high``."""
        ends = self.apply(np.array([low, high], dtype=np.float64))
        return float(ends.min()), float(ends.max())


@dataclass(frozen=True, slots=True, eq=False)
class TableModality:
    """Modality LUT Sequence: PS3.3 C.11.1.1.1.

    Attributes:
        first_mapped: Stored value of the first entry; lower ones take it too.
        values: (entries,) float64 modality values; stored values beyond take the last.
        bits: Bits of an entry, 8..16.
        unit: (0028,3004) Modality LUT Type.
        explanation: (0028,3003) LUT Explanation.
    """

    first_mapped: int
    values: FloatValues
    bits: int = 16
    unit: str = "US"
    explanation: str = ""

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.size == 0:
            raise ValueError(f"a LUT needs entries, not shape {self.values.shape}")
        self.values.setflags(write=False)

    @property
    def is_identity(self) -> bool:
        """Whether modality values are the stored values: never assumed of a table."""
        return False

    def apply(self, stored: FloatValues) -> FloatValues:
        """Return modality values, float64, the same shape."""
        entry = np.clip(stored - self.first_mapped, 0, self.values.size - 1)
        return self.values[entry.astype(np.intp)]

    def bounds(self, low: float, high: float) -> tuple[float, float]:  # noqa: ARG002 - as above
        """Return the range of modality values the entries can hold: 0 to 2**bits - 1."""
        return 0.0, float(2**self.bits - 1)


Modality: TypeAlias = LinearModality | TableModality
