"""Local contrast as steps of a recipe."""

from dataclasses import dataclass

from engine.frame import Frame
from engine.ops.clahe import clahe
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register
from engine.steps.lengths import tiles_of


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
