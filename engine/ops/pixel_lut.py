"""The look-up table of one pixel: a regional piecewise-linear part, then a global sigmoid.

Every table is strictly increasing and maps 0..1 onto 0..1, so it can be undone, and can neither
turn dense into lucent nor clip. All of it is closed form, with any shape of parameters.

Source: Yang et al., "Quality Enhancement of Radiographic X-ray Images by Interpretable Mapping",
arXiv 2501.12245, Figure 2; the toe and shoulder that make the regional part a bijection, and the
rescaling of the sigmoid's ends, are ours. The sigmoid is DICOM PS3.3 C.11.2.1.3.1.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Values: TypeAlias = npt.NDArray[Any]
"""Any shape, float32 or float64; computed in what comes in."""

Parameter: TypeAlias = npt.NDArray[Any] | np.floating[Any]
"""One number for all values, or an array that broadcasts with them."""

KNEE = 0.04
"""Where toe and shoulder end at the latest, on both axes."""

LEAD_LOW, LEAD_HIGH = 0.04, 0.96
"""Where the film's own range is brought before any table: its 0.1 and 99.9 percentiles."""

SLOPE_RANGE = (0.25, 4.0)
PIVOT_RANGE = (-0.05, 1.05)
CENTRE_RANGE = (0.1, 0.9)
WIDTH_RANGE = (0.4, 4.0)
"""What each parameter may be; inside these a table is strictly increasing whatever is chosen.

The pivot, what the middle of the straight piece's line becomes, may lie beyond black and white: a
steep line through a dark place has to. The least slope decides how far: toe and shoulder meet
where ``pivot = KNEE - (0.5 - KNEE) * slope``, -0.075 for 0.25.
"""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a film's grey values are brought to a common range: one curve for the whole film.

    Attributes:
        low: Grey value that becomes ``LEAD_LOW``, in 0..1.
        high: Grey value that becomes ``LEAD_HIGH``; above ``low``.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < 1:
            raise ValueError(f"a lead needs 0 < low < high < 1, not {self.low} and {self.high}")

    @property
    def slopes(self) -> tuple[float, float, float]:
        """Slope below ``low``, between, and above ``high``; all above 0."""
        middle = (LEAD_HIGH - LEAD_LOW) / (self.high - self.low)
        return LEAD_LOW / self.low, middle, (1 - LEAD_HIGH) / (1 - self.high)

    def apply(self, values: Values) -> Values:
        """Return grey values 0..1 on the common range: three straight pieces from 0 to 1."""
        below, middle, above = self.slopes
        toe = values * below
        between = LEAD_LOW + (values - self.low) * middle
        shoulder = 1 - (1 - values) * above
        return np.where(values < self.low, toe, np.where(values > self.high, shoulder, between))

    def undo(self, values: Values) -> Values:
        """Return what ``apply`` made of them."""
        below, middle, above = self.slopes
        toe = values / below
        between = self.low + (values - LEAD_LOW) / middle
        shoulder = 1 - (1 - values) / above
        return np.where(values < LEAD_LOW, toe, np.where(values > LEAD_HIGH, shoulder, between))


def lead_of(low: float, high: float) -> Lead:
    """Return the lead of a film with these percentiles, moved apart where they all but meet."""
    low = min(max(low, 0.001), 0.99)
    high = min(max(high, low + 0.005), 0.999)
    return Lead(low, high)


def bias(slope: Parameter, pivot: Parameter) -> Parameter:
    """Return the paper's b of ``a x + b``, given a and what one half becomes."""
    return pivot - slope / 2


def knees(slope: Parameter, pivot: Parameter) -> tuple[Parameter, ...]:
    """Return where the straight middle piece begins (x, y) and ends (x, y).

    For every slope and pivot in range 0 < x_low < x_high < 1 and 0 < y_low < y_high < 1.
    """
    b = bias(slope, pivot)
    x_low = np.maximum((KNEE - b) / slope, KNEE)
    x_high = np.minimum((1 - KNEE - b) / slope, 1 - KNEE)
    return x_low, slope * x_low + b, x_high, slope * x_high + b


def regional(values: Values, slope: Parameter, pivot: Parameter) -> Values:
    """Return the regional part: toe, straight piece of this slope, shoulder.

    Args:
        values: 0..1.
        slope: In ``SLOPE_RANGE``; 1 leaves contrast as it is.
        pivot: What 0.5 becomes, in ``PIVOT_RANGE``.
    """
    x_low, y_low, x_high, y_high = knees(slope, pivot)
    toe = values * (y_low / x_low)
    shoulder = 1 - (1 - values) * ((1 - y_high) / (1 - x_high))
    middle = slope * values + bias(slope, pivot)
    return np.where(values < x_low, toe, np.where(values > x_high, shoulder, middle))


def regional_undone(values: Values, slope: Parameter, pivot: Parameter) -> Values:
    """Return what ``regional`` made of them."""
    x_low, y_low, x_high, y_high = knees(slope, pivot)
    toe = values * (x_low / y_low)
    shoulder = 1 - (1 - values) * ((1 - x_high) / (1 - y_high))
    middle = (values - bias(slope, pivot)) / slope
    return np.where(values < y_low, toe, np.where(values > y_high, shoulder, middle))


def windowed(values: Values, centre: Parameter, width: Parameter) -> Values:
    """Return the global part: a sigmoid window whose ends are brought back to 0 and 1.

    Args:
        values: 0..1.
        centre: Of the window, in ``CENTRE_RANGE``.
        width: Of the window, in ``WIDTH_RANGE``; the largest is nearly a straight line.
    """
    black = _sigmoid(0.0, centre, width)
    white = _sigmoid(1.0, centre, width)
    shown: Values = (_sigmoid(values, centre, width) - black) / (white - black)
    return shown


def windowed_undone(values: Values, centre: Parameter, width: Parameter) -> Values:
    """Return what ``windowed`` made of them."""
    black = _sigmoid(0.0, centre, width)
    white = _sigmoid(1.0, centre, width)
    share = black + values * (white - black)
    before: Values = centre - width / 4 * np.log(1 / share - 1)
    return before


def _sigmoid(values: Values | float, centre: Parameter, width: Parameter) -> Values:
    return 1 / (1 + np.exp(-4 * (values - centre) / width))


@dataclass(frozen=True, slots=True)
class PixelLut:
    """The table of one pixel.

    Attributes:
        lead: Brings the film to the common range; the same for all its pixels.
        slope: Regional contrast, 1 is unchanged.
        pivot: What regional mid grey becomes, 0.5 is unchanged.
        centre: Of the global window, 0.5 is unchanged.
        width: Of the global window; the larger the less it changes.
    """

    lead: Lead
    slope: float
    pivot: float
    centre: float
    width: float

    def regional(self, values: Values) -> Values:
        """Return the film's grey values after lead and regional part."""
        return regional(self.lead.apply(values), np.float64(self.slope), np.float64(self.pivot))

    def windowed(self, values: Values) -> Values:
        """Return the film's grey values after lead and global part, as if there were no other."""
        return windowed(self.lead.apply(values), np.float64(self.centre), np.float64(self.width))

    def apply(self, values: Values) -> Values:
        """Return what becomes of the film's grey values 0..1 at this pixel."""
        return windowed(self.regional(values), np.float64(self.centre), np.float64(self.width))

    def undo(self, values: Values) -> Values:
        """Return the film's grey values that become these."""
        before = windowed_undone(values, np.float64(self.centre), np.float64(self.width))
        return self.lead.undo(
            regional_undone(before, np.float64(self.slope), np.float64(self.pivot))
        )
