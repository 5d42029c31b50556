"""Noise reduction as steps of a recipe."""

import math
from dataclasses import dataclass

from engine.frame import FloatImage, Frame
from engine.ops.field import within_field
from engine.ops.median import median
from engine.ops.smooth import gaussian
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps.denoise import QUANTUM, denoised, noise_choice
from engine.steps.lengths import sigmas_px
from engine.steps.on_device import bilateral


@register("gaussian", version=1, title="Gaussian blur", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class Gaussian:
    """Smooths everything alike; the radius is one standard deviation."""

    radius_mm: float = param(0.2, low=0.02, high=10, unit="mm", label="Radius", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the smoothed film."""
        sigma_px = sigmas_px(self.radius_mm, frame)
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: gaussian(pixels, sigma_px, progress),
                progress,
            )
        )


@register("median", version=1, title="Median", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class Median:
    """Removes dead pixels and specks, and keeps edges; the window reaches this far each way."""

    radius_mm: float = param(0.2, low=0.02, high=3, unit="mm", label="Radius", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film without specks; unchanged where the radius is below half a pixel."""
        size = 2 * round(self.radius_mm / math.sqrt(math.prod(frame.spacing_mm))) + 1
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: median(pixels, size, progress),
                progress,
            )
        )


@register("bilateral", version=1, title="Bilateral denoise", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class Bilateral:
    """Smooths noise but no edge: greys further apart than the edge parameter do not mix.

    Both numbers are standard deviations; the edge is in per cent of the exposed field's range. Of
    quantum noise, that is the range of greys in which the noise is everywhere the same.
    """

    radius_mm: float = param(0.3, low=0.02, high=2, unit="mm", label="Radius", logarithmic=True)
    edge_percent: float = param(2.0, low=0.2, high=30, unit="%", label="Edge", logarithmic=True)
    noise: int = noise_choice()

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the denoised film."""
        sigma_px = self.radius_mm / math.sqrt(math.prod(frame.spacing_mm))
        sigma_grey = self.edge_percent / 100

        def work(pixels: FloatImage, _sigma: float, working: Progress) -> FloatImage:
            return bilateral(pixels, sigma_px, sigma_grey, working)

        if self.noise == QUANTUM:
            return denoised(frame, self.noise, work, progress)
        pixels = within_field(
            frame.pixels, frame.field, lambda pixels: work(pixels, 0.0, progress), progress
        )
        return frame.with_pixels(pixels)
