"""Turning, cutting and scaling a film as steps of a recipe."""

from dataclasses import dataclass

import numpy as np

from engine.frame import FloatImage, Frame
from engine.ops.field import within_field
from engine.ops.geometry import limits
from engine.ops.sharpen import unsharp_mask
from engine.orientation import Orientation
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps import regrid

_DIRECTIONS = (
    Orientation().flipped_horizontally(),
    Orientation().flipped_vertically(),
    Orientation(quarter_turns=2),
)

SHARPENED_PX = 0.6
"""Radius of the unsharp mask of super-resolution, in px of the film before it."""


@register("rotate", version=1, title="Rotate", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Rotate:
    """Turns the film clockwise and makes room for its corners; quarter turns lose nothing."""

    angle_degrees: float = param(0.0, low=-180, high=180, unit="°", label="Angle")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the turned film."""
        return regrid.rotated(frame, self.angle_degrees, progress)


@register("flip", version=1, title="Flip", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Flip:
    """Mirrors the film; letters in it become mirror writing."""

    direction: int = param(
        0,
        low=0,
        high=2,
        unit="",
        label="Direction",
        choices=(0, 1, 2),
        words=("Left-right", "Up-down", "Both"),
    )

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the mirrored film."""
        progress.check()
        return regrid.oriented(frame, _DIRECTIONS[self.direction])


@register("crop", version=1, title="Crop", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Crop:
    """Cuts margins off, each in per cent of the film's width or height."""

    left_percent: float = param(0.0, low=0, high=45, unit="%", label="Left")
    top_percent: float = param(0.0, low=0, high=45, unit="%", label="Top")
    right_percent: float = param(0.0, low=0, high=45, unit="%", label="Right")
    bottom_percent: float = param(0.0, low=0, high=45, unit="%", label="Bottom")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return what is left, at least one pixel; the film itself where nothing is cut."""
        progress.check()
        rows, columns = frame.pixels.shape
        down = _kept(rows, self.top_percent, self.bottom_percent)
        across = _kept(columns, self.left_percent, self.right_percent)
        if down == slice(0, rows) and across == slice(0, columns):
            return frame
        return regrid.cropped(frame, down, across)


@register("resize", version=1, title="Resize", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Resize:
    """Gives the longer side so many pixels: averages where they become fewer, else Lanczos."""

    long_side_px: int = param(
        512, low=128, high=4096, unit="px", label="Long side", logarithmic=True
    )

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film at that size, its proportions kept to whole pixels."""
        rows, columns = frame.pixels.shape
        factor = self.long_side_px / max(rows, columns)
        shape = max(1, round(rows * factor)), max(1, round(columns * factor))
        return regrid.resized(frame, shape, progress)


@register("resample", version=1, title="Resample", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Resample:
    """Gives the film square pixels of so many millimetres: averages where they grow, else Lanczos.

    Sides are whole pixels, so that the spacing may differ from the wanted one by half a pixel in
    the whole side.
    """

    spacing_mm: float = param(0.2, low=0.05, high=2.0, unit="mm", label="Spacing", logarithmic=True)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film at that spacing."""
        rows, columns = (
            max(1, round(side * mm / self.spacing_mm))
            for side, mm in zip(frame.pixels.shape, frame.spacing_mm, strict=True)
        )
        return regrid.resized(frame, (rows, columns), progress)


@register("super_resolution", version=1, title="Super-resolution", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class SuperResolution:
    """Enlarges by Lanczos and sharpens a little; it shows no detail that the film does not have."""

    factor: int = param(
        2, low=2, high=4, unit="", label="Factor", choices=(2, 3, 4), words=("2 ×", "3 ×", "4 ×")
    )
    sharpness: float = param(0.3, low=0.0, high=1, unit="", label="Sharpness")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the enlarged film."""
        rows, columns = frame.pixels.shape
        shape = rows * self.factor, columns * self.factor
        regrid.check_size(shape)
        if self.sharpness > 0:
            frame = frame.with_pixels(self._sharpened(frame, progress.part(0.0, 0.3)))
        return regrid.resized(frame, shape, progress.part(0.3, 1.0))

    def _sharpened(self, frame: Frame, progress: Progress) -> FloatImage:
        """Return the film with its finest detail raised, within 0..1 or its own range.

        Before it is enlarged: that is the same as after, as both are linear, and far less work.
        """
        sigma_px = (SHARPENED_PX, SHARPENED_PX)
        sharp = within_field(
            frame.pixels,
            frame.field,
            lambda pixels: unsharp_mask(pixels, sigma_px, self.sharpness, 0.0, progress),
            progress,
        )
        progress.check()
        return np.clip(sharp, *limits(frame.pixels), out=sharp)


def _kept(length: int, before_percent: float, after_percent: float) -> slice:
    """Return what two margins leave of a side, at least one pixel."""
    start = min(round(length * before_percent / 100), length - 1)
    end = max(length - round(length * after_percent / 100), start + 1)
    return slice(start, end)
