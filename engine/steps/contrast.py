"""Local contrast as steps of a recipe."""

import math
from dataclasses import dataclass

from engine.frame import Frame
from engine.ops.clahe import BINS
from engine.ops.equalise import equalised
from engine.ops.homomorphic import homomorphic
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register
from engine.steps.lengths import sigmas_px, tiles_of
from engine.steps.on_device import clahe

NO_LIMIT = float(BINS)
"""No curve is steeper than one that has everything in one bin."""


@register(
    "clahe",
    version=1,
    title="Local contrast (CLAHE)",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class Clahe:
    """Gives each region the contrast it needs; the clip limit is the most it is multiplied by."""

    tile_mm: float = param(50.0, low=10, high=400, unit="mm", label="Tile", logarithmic=True)
    clip_limit: float = param(2.0, low=1, high=10, unit="", label="Clip limit")
    strength: float = param(0.7, low=0.0, high=1, unit="", label="Strength")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its local contrast evened out."""
        tiles = tiles_of(self.tile_mm, frame)
        return frame.with_pixels(
            clahe(frame.pixels, frame.field, tiles, self.clip_limit, self.strength, progress)
        )


@register(
    "adaptive_equalisation",
    version=1,
    title="Adaptive equalisation",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class AdaptiveEqualisation:
    """Gives each region all the contrast there is, and raises its noise with it: no limit."""

    tile_mm: float = param(80.0, low=10, high=400, unit="mm", label="Tile", logarithmic=True)
    strength: float = param(0.5, low=0.0, high=1, unit="", label="Strength")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film equalised region by region."""
        tiles = tiles_of(self.tile_mm, frame)
        return frame.with_pixels(
            clahe(frame.pixels, frame.field, tiles, NO_LIMIT, self.strength, progress)
        )


@register(
    "histogram_equalisation",
    version=1,
    title="Histogram equalisation",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
    point_mapping=True,
)
@dataclass(frozen=True, slots=True)
class HistogramEqualisation:
    """Spreads common greys and draws rare ones together, by one curve for the whole film."""

    strength: float = param(0.5, low=0.0, high=1, unit="", label="Strength")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the equalised film."""
        return frame.with_pixels(equalised(frame.pixels, frame.field, self.strength, progress))


@register(
    "homomorphic",
    version=1,
    title="Homomorphic filter",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class Homomorphic:
    """Compresses what varies more slowly than the cut-off and raises what varies faster.

    It works on the logarithm of the film, where both add up; a gain of 1 leaves its part alone.
    """

    cutoff_mm: float = param(60.0, low=5, high=400, unit="mm", label="Cut-off", logarithmic=True)
    coarse_gain: float = param(0.6, low=0.1, high=1, unit="", label="Coarse gain")
    fine_gain: float = param(1.3, low=1.0, high=3, unit="", label="Fine gain")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the filtered film."""
        sigma_px = sigmas_px(self.cutoff_mm / math.tau, frame)
        gains = self.coarse_gain, self.fine_gain
        return frame.with_pixels(homomorphic(frame.pixels, frame.field, sigma_px, *gains, progress))
