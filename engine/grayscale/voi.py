"""Values of interest: which modality values become the grey scale, PS3.3 C.11.2.

A window, a VOI LUT and the full range all have a centre and a width, so that all three can be
dragged: a VOI LUT keeps its shape while its input axis is shifted and stretched.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Self, TypeAlias

import numpy as np

from engine.grayscale.modality import FloatValues


class VoiFunction(Enum):
    """(0028,1056) VOI LUT Function."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """A window of modality values: PS3.3 C.11.2.1.2.

    Attributes:
        centre: (0028,1050) Window Center, modality values.
        width: (0028,1051) Window Width; at least 1 for LINEAR, above 0 otherwise.
        function: How the window becomes grey.
        explanation: (0028,1055) Window Center & Width Explanation.
    """

    centre: float
    width: float
    function: VoiFunction = VoiFunction.LINEAR
    explanation: str = ""

    def __post_init__(self) -> None:
        if not (np.isfinite(self.centre) and np.isfinite(self.width)):
            raise ValueError(f"not a window: centre {self.centre}, width {self.width}")
        if self.function is VoiFunction.LINEAR and not self.width >= 1:
            raise ValueError(f"window width must be at least 1, not {self.width}")
        if not self.width > 0:
            raise ValueError(f"window width must be above 0, not {self.width}")

    def with_window(self, centre: float, width: float) -> Self:
        """Return the same function over another range."""
        return replace(self, centre=centre, width=width, explanation="")

    def grey(self, values: FloatValues) -> FloatValues:
        """Return grey in 0..1, float64, the same shape as the modality ``values``.

        Source: DICOM PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2
        (LINEAR_EXACT).
        """
        if self.function is VoiFunction.SIGMOID:
            exponent = np.clip(-4.0 * (values - self.centre) / self.width, -700.0, 700.0)
            sigmoid: FloatValues = 1.0 / (1.0 + np.exp(exponent))
            return sigmoid
        if self.function is VoiFunction.LINEAR_EXACT:
            return np.clip((values - self.centre) / self.width + 0.5, 0.0, 1.0)
        middle, span = self.centre - 0.5, self.width - 1.0
        if span == 0:
            return (values > middle).astype(np.float64)
        return np.clip((values - middle) / span + 0.5, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class VoiLut:
    """A VOI LUT Sequence item: PS3.3 C.11.2.1.1, with an input axis that can be dragged.

    Attributes:
        first_mapped: Modality value of the first entry, before any dragging.
        values: (entries,) float64 grey in 0..1.
        explanation: (0028,3003) LUT Explanation.
        bits: Bits of an entry: 1 stands for 2**bits - 1.
        centre: Modality value at the middle entry; None means as in the file.
        width: Modality values from the first to the last entry; None means as in the file.
    """

    first_mapped: int
    values: FloatValues
    explanation: str = ""
    bits: int = 16
    _centre: float | None = None
    _width: float | None = None

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.size < 2:
            raise ValueError(f"a VOI LUT needs two entries, not shape {self.values.shape}")
        self.values.setflags(write=False)

    @property
    def is_adjusted(self) -> bool:
        """Whether its input axis has been dragged."""
        return self._width is not None

    @property
    def centre(self) -> float:
        """Modality value of the middle entry."""
        if self._centre is not None:
            return self._centre
        return self.first_mapped + (self.values.size - 1) / 2

    @property
    def width(self) -> float:
        """Modality values from the first entry to the last."""
        return self._width if self._width is not None else float(self.values.size - 1)

    def with_window(self, centre: float, width: float) -> Self:
        """Return the same curve over another input range.

        Raises:
            ValueError: If ``width`` is not above 0.
        """
        if not (np.isfinite(centre) and np.isfinite(width) and width > 0):
            raise ValueError(f"not a window: centre {centre}, width {width}")
        return replace(self, _centre=float(centre), _width=float(width))

    def grey(self, values: FloatValues) -> FloatValues:
        """Return grey in 0..1, float64, the same shape as the modality ``values``.

        As in the file the entry is found by the integer part, as the standard has it; once
        dragged, the curve is interpolated, so that no step shows.
        """
        last = self.values.size - 1
        if not self.is_adjusted:
            entry = np.clip(np.floor(values + 0.5) - self.first_mapped, 0, last)
            found: FloatValues = self.values[entry.astype(np.intp)]
            return found
        position = (values - self.centre) / self.width * last + last / 2
        grey: FloatValues = np.interp(position, np.arange(last + 1.0), self.values)
        return grey


@dataclass(frozen=True, slots=True)
class FullRange:
    """No VOI transformation: every modality value the film can hold, from black to white.

    Attributes:
        low: Lowest modality value the bits stored can mean.
        high: Highest one, above ``low``.
    """

    low: float
    high: float
    explanation: str = "Full range"

    def __post_init__(self) -> None:
        if not self.high > self.low:
            raise ValueError(f"not a range: {self.low} to {self.high}")

    @property
    def centre(self) -> float:
        """Centre of the LINEAR window that shows the same."""
        return (self.low + self.high + 1) / 2

    @property
    def width(self) -> float:
        """Width of the LINEAR window that shows the same."""
        return self.high - self.low + 1

    def with_window(self, centre: float, width: float) -> Window:
        """Return a LINEAR window: what dragging a film without one starts."""
        return Window(centre, max(1.0, width))

    def grey(self, values: FloatValues) -> FloatValues:
        """Return grey in 0..1, float64, the same shape as the modality ``values``."""
        return np.clip((values - self.low) / (self.high - self.low), 0.0, 1.0)


Voi: TypeAlias = Window | VoiLut | FullRange
