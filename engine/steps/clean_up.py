"""Taking artefacts off a film, as steps of a recipe.

What was on the film and is filled from its surroundings is marked for good: the frame's
``altered`` is outlined on screen and counted in the derivation of an export.
"""

from dataclasses import dataclass
from typing import ClassVar

from engine.frame import Frame
from engine.ops.defects import without_defects
from engine.ops.fill_in import filled_in
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register

FILLED = "filled in from the surroundings"


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
