"""Local contrast by octaves of detail, as steps of a recipe."""

import math
from dataclasses import dataclass

from engine.frame import FloatImage, Frame
from engine.ops.field import within_field
from engine.ops.multiscale import STRONGEST, band_gains, multiscale, noise_in_bands
from engine.ops.pyramid import most_bands, pyramid_of
from engine.ops.spread import ends, spread
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register

_SPAN_PERCENTS = 0.5, 99.5
_LEAST_SPAN = 1e-3
_SHOWN_PERCENTS = 0.2, 99.8


@register(
    "multiscale",
    version=1,
    title="Multiscale contrast",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class Multiscale:
    """Raises faint detail of every size, holds back what is broad, and leaves noise alone."""

    contrast: float = param(0.4, low=0.0, high=0.6, unit="", label="Contrast")
    edge: float = param(0.3, low=0.0, high=2, unit="", label="Edge")
    latitude: float = param(0.2, low=0.0, high=0.8, unit="", label="Latitude")
    noise: float = param(0.7, low=0.0, high=1, unit="", label="Noise")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its detail raised, spread over black to white."""
        whole = within_field(
            frame.pixels,
            frame.field,
            lambda pixels: self._raised(pixels, frame, progress.part(0.1, 0.9)),
            progress.part(0.0, 0.1),
        )
        return frame.with_pixels(whole)

    def _raised(self, pixels: FloatImage, frame: Frame, progress: Progress) -> FloatImage:
        low, high = ends(pixels, frame.field, _SPAN_PERCENTS, progress.part(0.0, 0.1))
        pyramid = pyramid_of(pixels, most_bands(pixels.shape), progress.part(0.1, 0.3))
        pixel_mm = math.sqrt(math.prod(frame.spacing_mm))
        sigmas = noise_in_bands(pyramid, frame.field, pixel_mm, progress.part(0.3, 0.4))
        gains = band_gains(pyramid.bands, pixel_mm, self.contrast, self.edge, self.latitude)
        strongest = STRONGEST * max(high - low, _LEAST_SPAN)
        raised = multiscale(pyramid, gains, strongest, sigmas, self.noise, progress.part(0.4, 0.9))
        return spread(raised, frame.field, _SHOWN_PERCENTS, progress.part(0.9, 1.0))
