"""Taking artefacts off a film, as steps of a recipe.

What was on the film and is filled from its surroundings is marked for good: the frame's
``altered`` is outlined on screen and counted in the derivation of an export.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.frame import Frame
from engine.ops.defects import without_defects
from engine.ops.field import extended
from engine.ops.fill_in import filled_in
from engine.ops.grid_lines import find_grid_lines, without_grid_lines
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register

FILLED = "filled in from the surroundings"


SHORTEST_REACH_PX, LONGEST_REACH_PX = 8.0, 48.0
"""Of the window in which a grid's wave is fitted: wide enough for its notch to be narrow."""


@register("grid_suppression", version=1, title="Grid lines", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class GridSuppression:
    """Takes off the lines of a grid, or their moire; leaves a film without any as it is.

    Lines are sought in the spectra of rows and columns, from 0.1 cycles a pixel on; finer ones
    are averaged away on a preview. The wave is fitted over the reach (one standard deviation, 8
    to 48 pixels): a longer one takes less detail off, a shorter one follows the film better.
    """

    reach_mm: float = param(1.5, low=0.5, high=10, unit="mm", label="Reach", logarithmic=True)
    prominence: float = param(6.0, low=4, high=30, unit="", label="Prominence")
    strength_percent: float = param(100.0, low=0, high=100, unit="%", label="Strength")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film without grid lines; the same where none is found."""
        if self.strength_percent == 0:
            return frame
        whole = frame.field.all()
        inside = frame.pixels if whole else extended(frame.pixels, frame.field, progress)
        lines = find_grid_lines(inside, self.prominence, progress.part(0.0, 0.2))
        if not lines.are_there:
            return frame
        reach_px = (self._reach_px(frame.spacing_mm[0]), self._reach_px(frame.spacing_mm[1]))
        strength = self.strength_percent / 100
        out = without_grid_lines(inside, lines, reach_px, strength, progress.part(0.2, 1.0))
        np.clip(out, 0, 1, out=out)
        if not whole:
            np.copyto(out, frame.pixels, where=~frame.field)
        return frame.with_pixels(out)

    def _reach_px(self, spacing_mm: float) -> float:
        return min(max(self.reach_mm / spacing_mm, SHORTEST_REACH_PX), LONGEST_REACH_PX)


@register("defect_pixels", version=1, title="Defect pixels", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class DefectPixels:
    """Replaces single pixels, clusters of up to three and whole lines by their neighbours' median.

    A pixel must differ by more than so many local standard deviations; fewer find more. Counted
    in pixels of the detector, not in mm, for that is what is defect: on a preview most defects
    are averaged away. What a device itself corrects on every film is not outlined as filled in.
    """

    sensitivity: float = param(8.0, low=5, high=12, unit="", label="Deviation")

    @property
    def credit(self) -> str:
        """What becomes of them."""
        return "replaced by the median of their neighbours"

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film without defect pixels and lines."""
        return frame.with_pixels(
            without_defects(frame.pixels, frame.field, self.sensitivity, progress)
        )


@register("inpaint", version=1, title="Fill in", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class Inpaint:
    """Takes what lies in a drawn region off the film and fills it in; marked on screen and export.

    What lay there is gone: the filling is smooth, says nothing about what was behind, and is
    outlined. Draw around the object, so that the soft edge lies beside it. Does nothing without
    a region.
    """

    strength_percent: float = param(100.0, low=0, high=100, unit="%", label="Strength")

    needs_region: ClassVar[bool] = True

    @property
    def credit(self) -> str:
        """What becomes of the region."""
        return FILLED

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its region filled from what surrounds it."""
        if frame.region is None or self.strength_percent == 0:
            return frame
        hole = (frame.region > 0) & frame.field
        if not hole.any() or not (frame.field & ~hole).any():
            return frame
        filled = filled_in(frame.pixels, hole, frame.field, progress)
        if self.strength_percent < 100:
            filled -= frame.pixels
            filled *= self.strength_percent / 100
            filled += frame.pixels
        return frame.with_pixels(filled).with_altered(hole)
