"""One curve for the whole film, as steps of a recipe."""

from dataclasses import dataclass, replace

import numpy as np

from engine.frame import Frame, ValueScale
from engine.ops.curves import dose_logarithm, exponential, logarithm, sigmoid
from engine.ops.tone import gamma, percentiles, stretch
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register


@register("gamma", version=1, title="Gamma", kind=StepKind.TONE)
@dataclass(frozen=True, slots=True)
class Gamma:
    """Brightens the middle greys below 1, darkens them above; black and white stay."""

    exponent: float = param(0.8, low=0.2, high=5, unit="", label="Gamma", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its grey values raised to the exponent."""
        return frame.with_pixels(gamma(frame.pixels, self.exponent, progress))


@register(
    "contrast_stretch",
    version=1,
    title="Contrast stretch",
    kind=StepKind.TONE,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class ContrastStretch:
    """Spreads the greys between two shares of the exposed field over black to white."""

    low_percent: float = param(0.5, low=0.0, high=20, unit="%", label="Black at")
    high_percent: float = param(99.5, low=80, high=100.0, unit="%", label="White at")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the stretched film."""
        percents = self.low_percent, self.high_percent
        low, high = percentiles(frame.pixels, frame.field, percents, progress.part(0.0, 0.7))
        return frame.with_pixels(stretch(frame.pixels, low, high, progress.part(0.7, 1.0)))


_CURVES = (logarithm, exponential, dose_logarithm)


@register("log_curve", version=1, title="Log curve", kind=StepKind.TONE)
@dataclass(frozen=True, slots=True)
class LogCurve:
    """Spreads dark greys by a logarithm, or bright ones by the way back; black and white stay.

    The log of dose is for raw films whose values are proportional to the dose.
    """

    curve: int = param(
        0,
        low=0,
        high=2,
        unit="",
        label="Curve",
        choices=(0, 1, 2),
        words=("Logarithm", "Exponential", "Log of dose"),
    )
    gain: float = param(3.0, low=0.1, high=1000, unit="", label="Gain", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film after the curve."""
        return frame.with_pixels(_CURVES[self.curve](frame.pixels, self.gain, progress))


@register("sigmoid", version=1, title="Sigmoid curve", kind=StepKind.TONE)
@dataclass(frozen=True, slots=True)
class Sigmoid:
    """Spreads the greys about a centre and bends both ends in softly; black and white stay.

    Both numbers are in per cent of the range of greys; the narrower, the steeper.
    """

    centre_percent: float = param(50.0, low=0, high=100, unit="%", label="Centre")
    width_percent: float = param(60.0, low=5, high=500, unit="%", label="Width", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film after the curve."""
        centre, width = self.centre_percent / 100, self.width_percent / 100
        return frame.with_pixels(sigmoid(frame.pixels, centre, width, progress))


@register("normalise", version=1, title="Normalise", kind=StepKind.TONE)
@dataclass(frozen=True, slots=True)
class Normalise:
    """Gives the steps that follow the greys between two shares of the exposed field as their range.

    What lies outside is clipped; all else keeps its modality value, so that the window of the file
    holds. Within a region, which cannot have a range of its own, it only clips.
    """

    low_percent: float = param(0.5, low=0.0, high=20, unit="%", label="Black at")
    high_percent: float = param(99.5, low=80, high=100.0, unit="%", label="White at")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film on its new range."""
        percents = self.low_percent, self.high_percent
        low, high = percentiles(frame.pixels, frame.field, percents, progress.part(0.0, 0.7))
        if high <= low:
            return frame
        if frame.region is not None:
            return frame.with_pixels(np.clip(frame.pixels, np.float32(low), np.float32(high)))
        pixels = stretch(frame.pixels, low, high, progress.part(0.7, 1.0))
        return replace(frame, pixels=pixels, scale=_between(frame.scale, low, high))


def _between(scale: ValueScale, low: float, high: float) -> ValueScale:
    """Return the scale whose 0 and 1 are what was ``low`` and ``high`` of another."""
    span = scale.high - scale.low
    return ValueScale(scale.low + low * span, scale.low + high * span)
