"""What a hand does to a measurement: move it, pull one of its handles, keep it straight."""

from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPointF

from engine import MeasureKind, Measurement
from viewer.canvas.film_decor_item import FilmPlace

Point = tuple[float, float]

_STEP = pi / 4


def handles_of(measurement: Measurement) -> tuple[Point, ...]:
    """Return the points it can be pulled by, on the film as read.

    The points it has; of a rectangle and an ellipse all four corners of its box, the second and
    the fourth being the ones that are no points.
    """
    points = measurement.points
    if not measurement.kind.is_region:
        return points
    (left, top), (right, bottom) = points
    return (left, top), (right, top), (right, bottom), (left, bottom)


def pulled(measurement: Measurement, handle: int, to: Point) -> Measurement:
    """Return it with one of its handles elsewhere; the opposite corner of a box stays.

    Args:
        measurement: What is pulled.
        handle: Position in ``handles_of``.
        to: (x, y) pixels of the film as read.
    """
    if measurement.kind.is_region:
        opposite = handles_of(measurement)[(handle + 2) % 4]
        return replace(measurement, points=(opposite, to))
    points = list(measurement.points)
    points[handle] = to
    return replace(measurement, points=tuple(points))


def shifted(measurement: Measurement, by: Point, place: FilmPlace) -> Measurement:
    """Return it moved as far as it stays on the film."""
    x = [point[0] for point in measurement.points]
    y = [point[1] for point in measurement.points]
    right = min(max(by[0], -min(x)), place.columns - max(x))
    down = min(max(by[1], -min(y)), place.rows - max(y))
    return replace(measurement, points=tuple((a + right, b + down) for a, b in measurement.points))


def on_film(point: Point, place: FilmPlace) -> Point:
    """Return the point of the film nearest to a point."""
    return min(max(point[0], 0.0), place.columns), min(max(point[1], 0.0), place.rows)


def straightened(start: QPointF, end: QPointF) -> QPointF:
    """Return the end of a line on the screen made level, upright or 45 degrees steep."""
    across, down = end.x() - start.x(), end.y() - start.y()
    angle = round(atan2(down, across) / _STEP) * _STEP
    along = across * cos(angle) + down * sin(angle)
    return start + QPointF(along * cos(angle), along * sin(angle))


def squared(start: Point, end: Point, place: FilmPlace, row_by_column: float) -> Point:
    """Return the corner that makes a box on the film as wide as it is high, and still on it.

    Args:
        start: The corner that stays, on the film as read.
        end: The one that is pulled.
        place: The film.
        row_by_column: Distance between rows by that between columns, above 0.
    """
    across, down = end[0] - start[0], (end[1] - start[1]) * row_by_column
    right, lower = across >= 0, down >= 0
    room = min(
        place.columns - start[0] if right else start[0],
        (place.rows - start[1] if lower else start[1]) * row_by_column,
    )
    side = min(max(abs(across), abs(down)), room)
    return (
        start[0] + (side if right else -side),
        start[1] + (side if lower else -side) / row_by_column,
    )


def is_stroke_start(kind: MeasureKind, position: int) -> bool:
    """Whether a point begins a line of its own: the first, and of a Cobb angle the third."""
    return position == 0 or (kind is MeasureKind.COBB and position == 2)


def distance(a: QPointF, b: QPointF) -> float:
    """Return the distance of two points."""
    return hypot(a.x() - b.x(), a.y() - b.y())
