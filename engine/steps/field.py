"""The exposed field as steps of a recipe: mask, crop, and turn upright."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage, Frame
from engine.ops.exposed_field import ExposedField, FieldShape, find_exposed_field
from engine.ops.field import extended
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps import regrid

_SHAPES = (None, FieldShape.RECTANGLE, FieldShape.POLYGON, FieldShape.CIRCLE)
_LEAST_ANGLE_DEG = 0.2
_LEAST_CONFIDENCE = 0.7
_SQUARE = 0.002  # by how much the spacings of square pixels may differ


@register("collimation", version=1, title="Collimation mask", kind=StepKind.CLEAN_UP)
@dataclass(frozen=True, slots=True)
class Collimation:
    """Finds the field the collimator left and blackens what lies outside; the inside is untouched.

    Where tags of the file say where it was exposed, that is taken instead. A film without a
    certain edge is left alone. The edge itself is blurred by the focal spot: a little more than
    the outside is blackened.
    """

    margin_mm: float = param(1.0, low=0.0, high=20, unit="mm", label="Inwards")
    shape: int = param(
        0,
        low=0,
        high=3,
        unit="",
        label="Shape",
        choices=(0, 1, 2, 3),
        words=("Auto", "Rectangle", "Polygon", "Circle"),
    )

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film, black and not exposed outside its field."""
        inside = _field_of(frame, _SHAPES[self.shape], progress.part(0.0, 0.5))
        inside = _inwards(inside, self.margin_mm, frame.spacing_mm, progress)
        if inside.all() or not inside.any():
            return frame
        out = np.empty_like(frame.pixels)
        for part in stripes(out.shape[0], stripe_rows(out.shape, pixels=CACHED_PIXELS), progress):
            np.multiply(frame.pixels[part], inside[part], out=out[part])
        return frame.with_pixels(out).with_field(inside)


@register("crop_to_field", version=1, title="Crop to field", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class CropToField:
    """Cuts the film to the upright rectangle around its exposed field, with a margin."""

    margin_mm: float = param(0.0, low=0, high=50, unit="mm", label="Margin")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return what is left; the film itself where its field fills it."""
        inside = _field_of(frame, None, progress)
        rows = _extent(np.asarray(inside.any(axis=1)), self.margin_mm / frame.spacing_mm[0])
        progress.check()
        columns = _extent(np.asarray(inside.any(axis=0)), self.margin_mm / frame.spacing_mm[1])
        if rows is None or columns is None:
            return frame
        if (rows.stop - rows.start, columns.stop - columns.start) == frame.pixels.shape:
            return frame
        return regrid.cropped(frame, rows, columns)


@register("deskew", version=1, title="Deskew", kind=StepKind.GEOMETRY)
@dataclass(frozen=True, slots=True)
class Deskew:
    """Turns the film until the edges of its exposed field are upright, if they are certain."""

    most_degrees: float = param(15.0, low=1, high=20, unit="°", label="At most")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film turned; itself where it is upright, or by how much is in doubt."""
        angle = _angle(frame, progress.part(0.0, 0.3))
        if not _LEAST_ANGLE_DEG < abs(angle) <= self.most_degrees:
            return frame
        return regrid.rotated(frame, -angle, progress.part(0.3, 1.0))


def _field_of(frame: Frame, wanted: FieldShape | None, progress: Progress) -> BoolImage:
    """Return where the film is exposed: as its file says, else as far as an edge is certain."""
    if frame.is_field_given:
        return frame.field
    found = find_exposed_field(frame.pixels, frame.field, progress, wanted=wanted)
    if found.is_whole:
        return frame.field
    return found.mask(frame.pixels.shape) & frame.field


def _angle(frame: Frame, progress: Progress) -> float:
    """Return by how many degrees the field is turned on the detector; 0 where that is in doubt.

    The edges on the film count, else those that tags or a step drew.
    """
    pixels, field = _in_square_pixels(frame, progress)
    found = ExposedField(FieldShape.WHOLE)
    if not frame.is_field_given:
        found = find_exposed_field(pixels, field, progress.part(0.0, 0.5))
    if found.is_whole and not field.all():
        drawn = field.astype(np.float32)
        found = find_exposed_field(drawn, np.ones_like(field), progress.part(0.5, 1.0))
    return found.angle_deg if found.confidence >= _LEAST_CONFIDENCE else 0.0


def _in_square_pixels(frame: Frame, progress: Progress) -> tuple[FloatImage, BoolImage]:
    """Return a film's pixels and its field so that angles on them are those on the detector."""
    row_mm, column_mm = frame.spacing_mm
    if abs(row_mm / column_mm - 1) < _SQUARE:
        return frame.pixels, frame.field
    side_mm = max(row_mm, column_mm)
    rows, columns = frame.pixels.shape
    size = max(1, round(columns * column_mm / side_mm)), max(1, round(rows * row_mm / side_mm))
    progress.check()
    pixels = extended(frame.pixels, frame.field, progress)
    pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.float32)
    progress.check()
    inside = cv2.resize(frame.field.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return pixels, inside.reshape(size[::-1]).astype(np.bool_)


def _inwards(
    inside: BoolImage, margin_mm: float, spacing_mm: tuple[float, float], progress: Progress
) -> BoolImage:
    """Return a field less a margin along its edges; the film's own edges are none."""
    margin_px = margin_mm / math.sqrt(math.prod(spacing_mm))
    if margin_px < 0.5 or inside.all():
        return inside
    progress.check()
    distance = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 5)
    progress.check()
    return np.asarray(distance > margin_px)


def _extent(used: BoolImage, margin_px: float) -> slice | None:
    """Return from the first to the last that is used, and the margin; None where nothing is."""
    places = np.flatnonzero(used)
    if not places.size:
        return None
    margin = round(margin_px)
    low, high = int(places[0]) - margin, int(places[-1]) + 1 + margin
    return slice(max(0, low), min(used.size, high))
