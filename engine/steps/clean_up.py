"""Taking artefacts off a film, as steps of a recipe.

What was on the film and is filled from its surroundings is marked for good: the frame's
``altered`` is outlined on screen and counted in the derivation of an export.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.frame import BoolImage, Frame
from engine.ops.defects import without_defects
from engine.ops.field import extended
from engine.ops.fill_in import filled_in
from engine.ops.grid_lines import find_grid_lines, without_grid_lines
from engine.ops.markers import find_markers
from engine.ops.wires import find_wires
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


@register("marker_removal", version=1, title="Marker removal", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class MarkerRemoval:
    """Takes side letters and words off the film, with the plate behind them, and fills them in.

    Found are bright, sharp, even strokes that stand alone on an even ground near the border of
    the exposed field: lead letters, and letters burnt into the film. The side of the patient is
    no longer on the film then; what was filled is marked for good, on screen and in exports.
    """

    contrast_percent: float = param(12.0, low=3, high=50, unit="%", label="Contrast")
    border_percent: float = param(20.0, low=0, high=50, unit="%", label="Border")

    @property
    def credit(self) -> str:
        """What becomes of them."""
        return FILLED

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film without letters; the same where none is found."""
        found = find_markers(
            frame.pixels,
            frame.field,
            frame.spacing_mm,
            self.contrast_percent / 100,
            self.border_percent / 100,
            progress.part(0.0, 0.5),
        )
        return _without(frame, found, progress.part(0.5, 1.0))


@register("wire_removal", version=1, title="Wire removal", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class WireRemoval:
    """Takes leads and wires off the film and fills them in; catheters and drains go with them.

    Nothing on a film tells a lead that lies on the patient from a catheter, drain, electrode or
    suture within, and the cortex of a bone can look alike: look at every outline, and never read
    the position of a line on the result. More strength finds fainter ones; at 0 nothing is done.
    What was filled is marked for good, on screen and in exports.
    """

    strength_percent: float = param(40.0, low=0, high=100, unit="%", label="Strength")
    width_mm: float = param(2.0, low=0.5, high=6, unit="mm", label="Width")
    length_mm: float = param(60.0, low=20, high=300, unit="mm", label="Length", logarithmic=True)

    @property
    def credit(self) -> str:
        """What becomes of them."""
        return FILLED

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film without wires; the same where none is found."""
        if self.strength_percent == 0:
            return frame
        found = find_wires(
            frame.pixels,
            frame.field,
            frame.spacing_mm,
            self.width_mm,
            self.length_mm,
            self.strength_percent / 100,
            progress.part(0.0, 0.5),
        )
        return _without(frame, found, progress.part(0.5, 1.0))


def _without(frame: Frame, found: BoolImage, progress: Progress) -> Frame:
    """Return the film with what was found filled in, and marked; the same where that is nothing."""
    if frame.region is not None:
        found &= frame.region > 0
    if not found.any() or not (frame.field & ~found).any():
        return frame
    filled = filled_in(frame.pixels, found, frame.field, progress)
    return frame.with_pixels(filled).with_altered(found)
