"""Local contrast by octaves of detail, as steps of a recipe."""

import math
from dataclasses import dataclass

from engine.frame import FloatImage, Frame
from engine.ops.edge_preserving import guided_base
from engine.ops.field import within_field
from engine.ops.fusion import Exposure, fused_exposures
from engine.ops.multiscale import STRONGEST, band_gains, noise_in_bands
from engine.ops.pyramid import most_bands, pyramid_of
from engine.ops.spread import ends, spread
from engine.ops.tissue import Compression, equalised_tissue
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register
from engine.steps.lengths import sigmas_px
from engine.steps.on_device import multiscale

_SPAN_PERCENTS = 0.5, 99.5
_LEAST_SPAN = 1e-3
_SHOWN_PERCENTS = 0.2, 99.8
_TISSUE_EDGE = 0.07  # of the film's range: standard deviation that is half kept as an edge


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


@register(
    "tissue_equalisation",
    version=1,
    title="Tissue equalisation",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class TissueEqualisation:
    """Brings dark and bright tissue towards the middle, and keeps the detail in both."""

    radius_mm: float = param(15.0, low=2, high=100, unit="mm", label="Radius", logarithmic=True)
    strength: float = param(0.8, low=0.0, high=1, unit="", label="Strength")
    dark_lift: float = param(0.8, low=0.0, high=1, unit="", label="Dark lift")
    bright_drop: float = param(0.8, low=0.0, high=1, unit="", label="Bright drop")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its tissues evened out, spread over black to white."""
        whole = within_field(
            frame.pixels,
            frame.field,
            lambda pixels: self._evened(pixels, frame, progress.part(0.1, 1.0)),
            progress.part(0.0, 0.1),
        )
        return frame.with_pixels(whole)

    def _evened(self, pixels: FloatImage, frame: Frame, progress: Progress) -> FloatImage:
        percents = _SPAN_PERCENTS[0], 50.0, _SPAN_PERCENTS[1]
        low, middle, high = ends(pixels, frame.field, percents, progress.part(0.0, 0.1))
        edge = _TISSUE_EDGE * max(high - low, _LEAST_SPAN)
        radius_px = sigmas_px(self.radius_mm, frame)
        base = guided_base(pixels, frame.field, radius_px, edge, progress.part(0.1, 0.6))
        lift, drop = self.strength * self.dark_lift, self.strength * self.bright_drop
        curve = Compression(low, middle, high, lift, drop)
        even = equalised_tissue(pixels, base, curve, 1 + self.strength, progress.part(0.6, 0.8))
        return spread(even, frame.field, _SHOWN_PERCENTS, progress.part(0.8, 1.0))


@register(
    "exposure_fusion",
    version=1,
    title="Exposure fusion",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class ExposureFusion:
    """Shows lung, soft tissue and bone each in a window of its own, in one picture.

    The reach is the share of the exposed field that lies between the centres of the darkest and
    the brightest window, the others evenly between them; the width is in per cent of its range.
    """

    windows: int = param(3, low=2, high=5, unit="", label="Windows")
    reach_percent: float = param(90.0, low=10, high=98, unit="%", label="Reach")
    width_percent: float = param(60.0, low=20, high=200, unit="%", label="Width")
    local_contrast: float = param(1.0, low=0.0, high=3, unit="", label="Contrast")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its windows fused, spread over black to white."""
        whole = within_field(
            frame.pixels,
            frame.field,
            lambda pixels: self._fused(pixels, frame, progress.part(0.1, 1.0)),
            progress.part(0.0, 0.1),
        )
        return frame.with_pixels(whole)

    def _fused(self, pixels: FloatImage, frame: Frame, progress: Progress) -> FloatImage:
        exposures = self._exposures(pixels, frame, progress.part(0.0, 0.1))
        # to the nearest octave, so that a preview's coarsest level is most like the film's
        bands = max(1, round(math.log2(min(pixels.shape))))
        if max(pixels.shape) > 1:
            pixels = fused_exposures(
                pixels, exposures, self.local_contrast, bands, progress.part(0.1, 0.8)
            )
        return spread(pixels, frame.field, _SHOWN_PERCENTS, progress.part(0.8, 1.0))

    def _exposures(
        self, pixels: FloatImage, frame: Frame, progress: Progress
    ) -> tuple[Exposure, ...]:
        outside = (100 - self.reach_percent) / 2
        percents = _SPAN_PERCENTS[0], outside, 100 - outside, _SPAN_PERCENTS[1]
        low, first, last, high = ends(pixels, frame.field, percents, progress)
        width = self.width_percent / 100 * max(high - low, _LEAST_SPAN)
        apart = (last - first) / (self.windows - 1)
        return tuple(Exposure(first + apart * number, width) for number in range(self.windows))
