"""The lines a measurement is drawn with, on the screen, and which of them is under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from engine import MeasureKind

END_PX: Final = 16.0
"""Length of the strokes across the ends of a length."""

_HEAD_PX = 12.0
_HEAD_ANGLE = pi / 8
_ARC_PX = 28.0
_ARC_STEPS = 24
_ROUND = 72


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn of one measurement, in logical pixels of a pane.

    Attributes:
        lines: Drawn through.
        dashes: Drawn dashed: what only says which lines belong together.
    """

    lines: tuple[QPolygonF, ...]
    dashes: tuple[QPolygonF, ...] = ()

    @property
    def body(self) -> QRectF:
        """What its lines cover."""
        box = QRectF()
        for line in self.lines:
            box = box.united(grown(line.boundingRect(), 0.5))
        return box

    def distance(self, point: QPointF) -> float:
        """Return how far a point is from the nearest line; infinite where there is none."""
        return min(
            (
                _from_segment(point, line.at(n), line.at(n + 1))
                for line in self.lines
                for n in range(line.size() - 1)
            ),
            default=float("inf"),
        )

    def crosses(self, box: QRectF) -> bool:
        """Whether a line goes through a box."""
        return any(_goes_through(line, box) for line in (*self.lines, *self.dashes))


def shape_of(kind: MeasureKind, points: Sequence[tuple[float, float]], way: QTransform) -> Shape:
    """Return the lines of a measurement, or of one that has not all of its points yet.

    Args:
        kind: What it is.
        points: (x, y) pixels of the film as read.
        way: From these to logical pixels of a pane.
    """
    seen = [way.map(QPointF(x, y)) for x, y in points]
    if kind is MeasureKind.TEXT or len(seen) < 2:
        return Shape(())
    if kind.is_region:
        return Shape((_region(kind, points, way),))
    if kind is MeasureKind.LENGTH:
        a, b = seen
        return Shape((QPolygonF([a, b]), _across(a, b), _across(b, a)))
    if kind is MeasureKind.ARROW:
        tail, tip = seen
        return Shape((QPolygonF([tail, tip]), _head(tail, tip)))
    if kind is MeasureKind.ANGLE:
        arc = (_arc(*seen),) if len(seen) == 3 else ()
        return Shape((QPolygonF(seen), *arc))
    return _cobb(seen)


def grown(box: QRectF, by: float) -> QRectF:
    """Return a box that is larger on every side."""
    return box.adjusted(-by, -by, by, by)


def _region(kind: MeasureKind, points: Sequence[tuple[float, float]], way: QTransform) -> QPolygonF:
    (left, top), (right, bottom) = points
    if kind is MeasureKind.RECTANGLE:
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    else:
        x, y, a, b = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        turns = [2 * pi * n / _ROUND for n in range(_ROUND + 1)]
        corners = [(x + a * cos(t), y + b * sin(t)) for t in turns]
    return way.map(QPolygonF([QPointF(*corner) for corner in corners]))


def _across(end: QPointF, other: QPointF) -> QPolygonF:
    """Return the stroke across one end of a line."""
    length = hypot(end.x() - other.x(), end.y() - other.y()) or 1.0
    half = QPointF(other.y() - end.y(), end.x() - other.x()) * (END_PX / 2 / length)
    return QPolygonF([end - half, end + half])


def _head(tail: QPointF, tip: QPointF) -> QPolygonF:
    back = atan2(tail.y() - tip.y(), tail.x() - tip.x())
    sides = (
        tip + QPointF(cos(back + turn), sin(back + turn)) * _HEAD_PX
        for turn in (-_HEAD_ANGLE, _HEAD_ANGLE)
    )
    first, second = sides
    return QPolygonF([first, tip, second])


def _arc(first: QPointF, vertex: QPointF, last: QPointF) -> QPolygonF:
    """Return the arc at the vertex, within the angle and no longer than its legs."""
    start = atan2(first.y() - vertex.y(), first.x() - vertex.x())
    end = atan2(last.y() - vertex.y(), last.x() - vertex.x())
    turn = (end - start + pi) % (2 * pi) - pi
    legs = (hypot(p.x() - vertex.x(), p.y() - vertex.y()) for p in (first, last))
    radius = min(_ARC_PX, *(leg / 2 for leg in legs))
    angles = (start + turn * n / _ARC_STEPS for n in range(_ARC_STEPS + 1))
    return QPolygonF([vertex + QPointF(cos(a), sin(a)) * radius for a in angles])


def _cobb(seen: Sequence[QPointF]) -> Shape:
    """Return both end-plate lines, and a dashed one between their middles."""
    lines = [QPolygonF(list(seen[:2]))]
    if len(seen) < 4:
        return Shape(tuple(lines))
    lines.append(QPolygonF(list(seen[2:])))
    middles = [(seen[0] + seen[1]) / 2, (seen[2] + seen[3]) / 2]
    return Shape(tuple(lines), (QPolygonF(middles),))


def _from_segment(point: QPointF, a: QPointF, b: QPointF) -> float:
    along = b - a
    square = QPointF.dotProduct(along, along)
    share = QPointF.dotProduct(point - a, along) / square if square else 0.0
    nearest = a + along * min(1.0, max(0.0, share))
    return hypot(point.x() - nearest.x(), point.y() - nearest.y())


def _goes_through(line: QPolygonF, box: QRectF) -> bool:
    """Whether a polyline touches a box: both are convex pieces, so their separation is enough."""
    return any(_segment_meets(line.at(n), line.at(n + 1), box) for n in range(line.size() - 1))


def _segment_meets(a: QPointF, b: QPointF, box: QRectF) -> bool:
    """Clip a segment to a box, side by side (Liang and Barsky 1984)."""
    low, high = 0.0, 1.0
    step = b - a
    for moves, room_before, room_after in (
        (step.x(), a.x() - box.left(), box.right() - a.x()),
        (step.y(), a.y() - box.top(), box.bottom() - a.y()),
    ):
        if moves == 0:
            if room_before < 0 or room_after < 0:
                return False
            continue
        ends = sorted((-room_before / moves, room_after / moves))
        low, high = max(low, ends[0]), min(high, ends[1])
    return low <= high
