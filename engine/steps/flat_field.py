"""Flat-field correction by a user's calibration, as a step of a recipe."""

from dataclasses import dataclass, replace

import numpy as np

from engine.calibration import Calibration, FlatField, calibration, calibration_name
from engine.errors import RecipeError
from engine.frame import FloatImage, Frame, ValueScale
from engine.ops.flat_field import divided, gain_of, on_grid, rescaled, subtracted
from engine.parameter import param, reference
from engine.progress import Progress
from engine.step import StepKind, register

LINEAR, LOGARITHMIC = 0, 1
_TOLERANCE = 0.02  # of a side
_LEAST_GAIN = 0.25  # for which there is room between black and white


@register("flat_field", version=1, title="Flat field", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class FlatFieldCorrection:
    """Evens out the detector by a film of a uniform exposure; does nothing without one.

    Modality values proportional to the dose are divided by the detector's gain; where they are
    its logarithm, the gain's is subtracted. For raw films only: after a device's own processing
    neither holds. Values that leave the film's range widen it: nothing is clipped.
    """

    values: int = param(
        LINEAR,
        low=0,
        high=1,
        unit="",
        label="Values",
        choices=(LINEAR, LOGARITHMIC),
        words=("Linear", "Logarithmic"),
    )
    calibration: str = reference(label="Calibration", choose="Choose a flat field…")

    @property
    def credit(self) -> str:
        """Whose flat field it is: "calibration Room 2, 0123456789abcdef"."""
        if not self.calibration:
            return "no calibration"
        return f"calibration {calibration_name(self.calibration)}, {self.calibration}"

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film as an even detector would have seen it.

        Raises:
            RecipeError: If the calibration is missing, or is of films of another size.
        """
        if not self.calibration:
            return frame
        known = calibration(self.calibration)
        _check_size(known.calibration, frame)
        progress.check()
        flat = on_grid(known.values, frame.pixels.shape, frame.placement)
        span = frame.scale.high - frame.scale.low
        start, end = progress.part(0.1, 0.6), progress.part(0.6, 1.0)
        if self.values == LOGARITHMIC:
            corrected = subtracted(frame.pixels, _offset(flat, known, span), start)
        else:
            zero = -frame.scale.low / span
            corrected = divided(frame.pixels, gain_of(flat, known.mean), zero, start)
        low, high = self._ends(known, frame.scale)
        scale = ValueScale(frame.scale.low + low * span, frame.scale.low + high * span)
        return replace(frame, pixels=rescaled(corrected, low, high, end), scale=scale)

    def _ends(self, known: FlatField, scale: ValueScale) -> tuple[float, float]:
        """Return between which grey values every result lies: of a preview and the film alike."""
        span = scale.high - scale.low
        extremes = np.array([[known.values.min(), known.values.max()]], np.float32)
        if self.values == LOGARITHMIC:
            offsets = _offset(extremes, known, span)
            reached = [float(end - offset) for end in (0.0, 1.0) for offset in offsets.flat]
        else:
            zero = -scale.low / span
            gains = np.maximum(gain_of(extremes, known.mean), _LEAST_GAIN)
            reached = [
                float((end - zero) / gain + zero) for end in (0.0, 1.0) for gain in gains.flat
            ]
        return min(0.0, *reached), max(1.0, *reached)


def _offset(flat: FloatImage, known: FlatField, span: float) -> FloatImage:
    """Return how far a logarithmic film is off, in grey values."""
    offset: FloatImage = (flat - np.float32(known.mean)) / np.float32(span)
    return offset


def _check_size(known: Calibration, frame: Frame) -> None:
    """Refuse a film that another detector has taken.

    Raises:
        RecipeError: Naming both sizes.
    """
    film = film_size_mm(frame)
    if all(
        abs(one - other) <= _TOLERANCE * one for one, other in zip(film, known.size_mm, strict=True)
    ):
        return
    raise RecipeError(
        f"The calibration {known.name} is of films of {_size(known.size_mm)}; this film has "
        f"{_size(film)}.",
        hint="Choose a calibration made with the same detector, in the same mode.",
    )


def film_size_mm(frame: Frame) -> tuple[float, float]:
    """Return (height, width) in mm of the film as read that a frame is a part of.

    The sides of the frame, and that they are at right angles, say it whatever was cropped or
    turned: two squares are sought for which three equations hold.
    """
    rows, columns = frame.pixels.shape
    width, height = columns * frame.spacing_mm[1], rows * frame.spacing_mm[0]
    if frame.placement.is_identity:
        return height, width
    p = frame.placement
    sides = np.array(
        [
            [p.x_by_x**2, p.y_by_x**2],
            [p.x_by_y**2, p.y_by_y**2],
            [p.x_by_x * p.x_by_y, p.y_by_x * p.y_by_y],
        ]
    )
    squares, *_ = np.linalg.lstsq(sides, np.array([width**2, height**2, 0.0]), rcond=None)
    film_width, film_height = np.sqrt(np.maximum(squares, 1e-12))
    return float(film_height), float(film_width)


def _size(size_mm: tuple[float, float]) -> str:
    return f"{size_mm[0]:.0f} × {size_mm[1]:.0f} mm"
