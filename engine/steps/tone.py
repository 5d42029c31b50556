"""One curve for the whole film, as steps of a recipe."""

from dataclasses import dataclass

from engine.frame import Frame
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
