"""Where a value lies on a slider, and which values a slider can reach."""

import math
from dataclasses import dataclass

from engine import Parameter
from viewer.translator import said
from viewer.wording import number

_MOST_DECIMALS = 4
_USUAL_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A range of values along a line.

    Attributes:
        low, high: Ends, both included; low below high.
        default: Where it starts.
        is_logarithmic: Equal ways are equal ratios; needs ``low`` above 0.
        is_whole: Only whole numbers.
    """

    low: float
    high: float
    default: float
    is_logarithmic: bool = False
    is_whole: bool = False

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"a scale from {self.low} to {self.high} has no length")
        if self.is_logarithmic and self.low <= 0:
            raise ValueError(f"a logarithmic scale cannot start at {self.low}")

    @classmethod
    def of(cls, parameter: Parameter) -> "Scale":
        """Return the scale of a parameter of a step."""
        return cls(
            parameter.low,
            parameter.high,
            parameter.default,
            parameter.is_logarithmic and parameter.low > 0,
            parameter.is_whole,
        )

    @property
    def quantum(self) -> float:
        """The finest step of a linear scale: a power of ten, at most a hundredth of it."""
        if self.is_whole:
            return 1.0
        return float(10.0 ** math.floor(math.log10((self.high - self.low) / 100)))

    def share(self, value: float) -> float:
        """Return where ``value`` lies, 0 at the low end to 1 at the high end."""
        kept = min(max(value, self.low), self.high)
        if self.is_logarithmic:
            return math.log(kept / self.low) / math.log(self.high / self.low)
        return (kept - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        """Return the value at ``share``, rounded to what a slider can tell apart."""
        kept = min(max(share, 0.0), 1.0)
        if self.is_logarithmic:
            exact = self.low * (self.high / self.low) ** kept
            return self.fitted(float(f"{exact:.2g}"))
        return self.fitted(self.low + kept * (self.high - self.low))

    def fitted(self, value: float) -> float:
        """Return ``value`` inside the range, on the quantum of a linear scale."""
        if self.is_whole:
            value = round(value)
        elif not self.is_logarithmic:
            value = round(round(value / self.quantum) * self.quantum, 10)
        return min(max(value, self.low), self.high)

    def stepped(self, value: float, steps: float) -> float:
        """Return the value ``steps`` hundredths of the way further, and never the same one.

        Args:
            value: Where it is.
            steps: Above 0 upwards, below 0 downwards.
        """
        found = self.value(self.share(value) + steps / 100)
        if found == value and not self.is_logarithmic:
            found = self.fitted(value + math.copysign(self.quantum, steps))
        share = self.share(value)
        while found == value and 0 < share + steps / 100 < 1:
            share += steps / 100
            found = self.value(share)
        return found


def value_text(parameter: Parameter, value: float) -> str:
    """Return a value as a row shows it: "0.40", "24 mm", "8".

    Args:
        parameter: Whose unit and range decide.
        value: In that unit.
    """
    if parameter.words and value in parameter.choices:
        return said(parameter.text(value))
    if parameter.is_whole:
        decimals = 0
    elif parameter.is_logarithmic:
        decimals = max(0, min(2, 1 - math.floor(math.log10(abs(value))))) if value else 2
    else:
        decimals = max(0, -math.floor(math.log10(Scale.of(parameter).quantum)))
    while decimals > _USUAL_DECIMALS and value == round(value, decimals - 1):
        decimals -= 1  # a short range has fine steps, but 0.40 is as good as 0.400
    while not parameter.is_whole and decimals < _MOST_DECIMALS and value != round(value, decimals):
        decimals += 1  # a typed value is shown as it is, not as a slider would round it
    text = number(value, decimals)
    if parameter.unit and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {parameter.unit}".strip()
