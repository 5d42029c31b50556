"""Where radiation reached the detector, found from the edges that a collimator leaves."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.ops.field_edges import Points, gradients, profiles
from engine.ops.field_quiet import outside_is_quiet
from engine.ops.field_shapes import (
    area,
    circle_outline,
    covered,
    fitted_circle,
    intersection,
    outermost_edges,
    perimeter,
)
from engine.ops.field_sides import (
    SQUARE_DEG,
    Side,
    are_square,
    chosen,
    share_on,
    sides_of,
    tilt_of,
)
from engine.progress import Progress

LONG_SIDE = 512
"""The field is found on the film reduced to this many pixels."""

_LEAST_CUT = 0.003
_CIRCLE_ON = 0.75
_ALIKE_PX = 2.0
_LEAST_ALIKE = 0.6


class FieldShape(Enum):
    """What bounds an exposed field."""

    WHOLE = "whole film"
    RECTANGLE = "rectangle"
    POLYGON = "polygon"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class ExposedField:
    """Where radiation reached the detector.

    Attributes:
        shape: What bounds it; the whole film where no collimation is certain.
        outline: Corners in turn, (x, y) as shares 0..1 of the film's width and height; those of
            a circle may lie beyond the film. Empty for the whole film.
        confidence: 0..1: the share of the least certain side that is an edge; for the whole
            film, how little speaks for any edge.
        angle_deg: By how much its sides are turned clockwise from upright, -20..20; 0 where they
            disagree, for a circle and for the whole film.
    """

    shape: FieldShape
    outline: tuple[tuple[float, float], ...] = ()
    confidence: float = 0.0
    angle_deg: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut off."""
        return self.shape is FieldShape.WHOLE

    def mask(self, shape: tuple[int, ...]) -> BoolImage:
        """Return (rows, columns) True inside, on a grid of any size over the same film."""
        if self.is_whole:
            return np.ones(shape[:2], np.bool_)
        corners = np.array(self.outline) * (shape[1], shape[0]) - 0.5
        return covered(corners, shape)


def find_exposed_field(
    image: FloatImage,
    field: BoolImage,
    progress: Progress | None = None,
    *,
    wanted: FieldShape | None = None,
) -> ExposedField:
    """Find the edges of the collimator on a film.

    A side of the field is a straight line whose every point is the strongest edge around, from
    one side to the next, and outside of which there are hardly any edges: true both of
    raw films, where the unexposed border is bright, and of processed ones, where it is black or
    grey. A film whose border leaves any doubt is taken to be exposed everywhere.

    Args:
        image: (rows, columns) float32, dense is bright.
        field: (rows, columns) True where the film counts; its own edges are none of the
            collimator's.
        progress: Looked at between the parts.
        wanted: Only fields of this shape; by default of any.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own; the lines by voting (see ``field_edges.voted_lines``).
    """
    progress = progress or Progress()
    if min(image.shape) < 32 or wanted is FieldShape.WHOLE or not field.any():
        return ExposedField(FieldShape.WHOLE)
    small = _prepared(image, field, progress)
    progress.check()
    sides = sides_of(small)
    progress.check()
    found: list[tuple[float, ExposedField]] = []
    if wanted is not FieldShape.CIRCLE:
        found.append(_polygon(small, sides, wanted))
    progress.check()
    if wanted in (None, FieldShape.CIRCLE):
        found.append(_circle(small))
    worth, best = max(found, key=lambda one: one[0])
    if worth <= 0:
        doubt = max((one.strength for one in sides if one.is_admitted), default=0.0)
        return ExposedField(FieldShape.WHOLE, confidence=1 - min(1.0, doubt))
    return best


def has_edge_along(image: npt.NDArray[Any], inside: BoolImage) -> bool:
    """Whether a film has an edge along the outline of what is said to be its field.

    The edge may lie a little off, as where a file counts from the wrong corner of a pixel, but by
    as much everywhere along each stretch.

    Args:
        image: (rows, columns), any numbers.
        inside: (rows, columns) True in the field.
    """
    size = _reduced_size(image.shape)
    grey = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32)
    share = cv2.resize(inside.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    mask = (share >= 128).astype(np.uint8)
    beyond, within = (cv2.distanceTransform(one, cv2.DIST_L2, 5) for one in (1 - mask, mask))
    outwards = cv2.GaussianBlur(cv2.subtract(beyond, within), (0, 0), 2.0)
    x, y, length = gradients(np.asarray(outwards, np.float32))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return False
    points = max(outlines, key=len)[:, 0].astype(np.int64)
    is_film_edge = (points < 4).any(axis=1) | (points >= np.array(size) - 4).any(axis=1)
    points = points[~is_film_edge]
    column, row = points.T
    normals = np.stack([x[row, column], y[row, column]], axis=1) / length[row, column, None]
    looked = profiles(grey, points.astype(np.float64), normals.astype(np.float64))
    if not len(looked.places):
        return True  # hardly any of it lies on the film
    off = float(np.median(looked.edge_px))
    return bool((np.abs(looked.edge_px - off) <= _ALIKE_PX).mean() >= _LEAST_ALIKE)


def _prepared(image: FloatImage, field: BoolImage, progress: Progress) -> FloatImage:
    """Return the film reduced, its field's middle 98 per cent spread over 0..1, smoothed."""
    size = _reduced_size(image.shape)
    if field.all():
        small = _reduced(image, size)
        inside = np.ones(small.shape, np.bool_)
    else:
        progress.check()
        weights = _reduced(field.astype(np.float32), size)
        progress.check()
        sums = _reduced(np.where(field, image, np.float32(0)), size)
        inside = weights > 0
        means = np.divide(sums, weights, out=np.zeros_like(sums), where=inside)
        small = extended(means, inside, progress)
    progress.check()
    low, high = np.percentile(small[inside], (1, 99))
    small = (small - np.float32(low)) / np.float32(max(high - low, 1e-6))
    return np.asarray(cv2.GaussianBlur(np.clip(small, -0.25, 1.25), (0, 0), 1.0), np.float32)


def _reduced_size(shape: tuple[int, ...]) -> tuple[int, int]:
    """Return (columns, rows), as OpenCV has it."""
    factor = min(1.0, LONG_SIDE / max(shape))
    return max(1, round(shape[1] * factor)), max(1, round(shape[0] * factor))


def _reduced(image: FloatImage, size: tuple[int, int]) -> FloatImage:
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)


def _polygon(
    image: FloatImage, sides: list[Side], wanted: FieldShape | None
) -> tuple[float, ExposedField]:
    """Return the field that straight sides bound, and px of its outline that are edges."""
    tilt = None
    if wanted is FieldShape.RECTANGLE:
        usable = [one for one in sides if one.is_admitted]
        tilt = usable[0].tilt_deg if usable else 0.0
    kept = chosen(image, sides, tilt_deg=tilt)
    corners = intersection(image.shape, [one.line for one in kept])
    is_cut = area(corners) < (1 - _LEAST_CUT) * image.size
    if not kept or not is_cut:
        return 0.0, ExposedField(FieldShape.WHOLE)
    found = [share_on(one, corners) for one in kept]
    worth = sum(on * length for on, length in found)
    is_square = are_square(kept, 2 * SQUARE_DEG)  # a beam that falls obliquely leaves a trapezium
    return worth, ExposedField(
        FieldShape.RECTANGLE if is_square else FieldShape.POLYGON,
        _shares(corners, image.shape),
        min(on for on, _ in found),
        tilt_of(kept) if are_square(kept, SQUARE_DEG) else 0.0,
    )


def _circle(image: FloatImage) -> tuple[float, ExposedField]:
    """Return the round field, and px of its outline that are edges."""
    none = 0.0, ExposedField(FieldShape.WHOLE)
    shorter = min(image.shape)
    fitted = fitted_circle(outermost_edges(image), 0.2 * shorter, 1.0 * max(image.shape))
    if fitted is None:
        return none
    x, y, radius = fitted
    number = max(64, int(2 * np.pi * radius))
    turn = np.arange(number) * 2 * np.pi / number
    normals = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    places: Points = normals * radius + (x, y)
    looked = profiles(image, places, normals)
    corners = circle_outline(x, y, radius)
    inside = covered(corners, image.shape)
    length = len(looked.places) * perimeter(corners) / number
    on = float(looked.is_on.mean()) if len(looked.places) else 0.0
    is_clear = on >= _CIRCLE_ON and length >= 0.8 * shorter and inside.mean() < 0.98
    if not is_clear or abs(np.sign(looked.step[looked.is_on]).mean()) < 0.7:
        return none
    if not outside_is_quiet(image, inside):
        return none
    return on * length, ExposedField(FieldShape.CIRCLE, _shares(corners, image.shape), on)


def _shares(corners: Points, shape: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
    return tuple((float((x + 0.5) / shape[1]), float((y + 0.5) / shape[0])) for x, y in corners)
