"""Edge enhancement as steps of a recipe."""

from dataclasses import dataclass

from engine.frame import Frame
from engine.ops.field import within_field
from engine.ops.sharpen import unsharp_mask
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps.lengths import sigmas_px


@register("unsharp_mask", version=1, title="Unsharp mask", kind=StepKind.EDGES)
@dataclass(frozen=True, slots=True)
class UnsharpMask:
    """Raises detail finer than the radius; the result may leave 0..1 at strong edges.

    The radius is one standard deviation; detail below the threshold, in per cent of the exposed
    field's range, is taken for noise and left alone.
    """

    radius_mm: float = param(0.7, low=0.05, high=10, unit="mm", label="Radius", logarithmic=True)
    amount: float = param(0.7, low=0.0, high=5, unit="", label="Amount")
    threshold_percent: float = param(0.0, low=0.0, high=5, unit="%", label="Threshold")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the sharpened film."""
        sigma_px = sigmas_px(self.radius_mm, frame)
        threshold = self.threshold_percent / 100
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: unsharp_mask(pixels, sigma_px, self.amount, threshold, progress),
                progress,
            )
        )
