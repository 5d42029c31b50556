"""A display shutter over a film: as lines and arcs, exact at any zoom."""

from collections.abc import Callable
from math import cos, sin, tau

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPolygonF, QTransform

from engine import Shutter
from viewer.canvas.film_decor_item import FilmItem
from viewer.canvas.pane import Pane

_OVER_MAPS = 100
_CORNERS_OF_CIRCLE = 1024
_MOST_CORNERS_GROWN = 400
_SHARPEST_CORNER = 20  # widths of a line by which a mitre may stand out


class ShutterItem(FilmItem):
    """Covers what a shutter hides; it belongs to the picture, whichever the pane shows."""

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _OVER_MAPS, is_hidden)
        self._shutter: Shutter | None = None
        self._shapes: tuple[QPainterPath, ...] = ()
        self._grey = QColor(0, 0, 0)

    @property
    def is_empty(self) -> bool:
        """Whether it covers nothing."""
        return not self._shapes

    def show_shutter(self, shutter: Shutter | None) -> None:
        """Cover what another shutter hides, or nothing."""
        if shutter == self._shutter:
            return  # this is asked at every move of a window drag
        self._shutter = shutter
        self._shapes = shapes_of(shutter) if shutter is not None else ()
        level = round(255 * min(1.0, max(0.0, shutter.grey))) if shutter is not None else 0
        self._grey = QColor(level, level, level)
        self._pane.viewport().update()

    def _draw_on_film(self, painter: QPainter, way: QTransform, seen: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._grey)
        for shape in self._shapes:  # what is outside of any of them is hidden
            outside = QPainterPath()
            outside.addRect(seen.adjusted(-2, -2, 2, 2))
            outside.addPath(way.map(shape))
            outside.setFillRule(Qt.FillRule.OddEvenFill)
            painter.drawPath(outside)


def shapes_of(shutter: Shutter) -> tuple[QPainterPath, ...]:
    """Return the outline of each shape of a shutter, in (x, y) pixels of the film as read.

    Source: PS3.3 C.7.6.11: rows and columns count from 1, and what lies on an edge is seen.
    """
    shapes = []
    if shutter.rectangle is not None:
        upper, left, lower, right = shutter.rectangle
        path = QPainterPath()
        path.addRect(QRectF(QPointF(left - 1, upper - 1), QPointF(right, lower)))
        shapes.append(path)
    if shutter.circle is not None:
        shapes.append(_circle(*shutter.circle))
    if shutter.polygon:
        shapes.append(_polygon(shutter.polygon))
    return tuple(shapes)


def _circle(row: float, column: float, radius: float) -> QPainterPath:
    """Return a circle as corners: the curves of Qt would be off by a pixel on a large film."""
    turns = [tau * corner / _CORNERS_OF_CIRCLE for corner in range(_CORNERS_OF_CIRCLE + 1)]
    points = [
        QPointF(column - 0.5 + radius * cos(turn), row - 0.5 + radius * sin(turn)) for turn in turns
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    return path


def _polygon(corners: tuple[tuple[float, float], ...]) -> QPainterPath:
    """Return a polygon through the middles of pixels, grown by half of one: edges are seen."""
    points = [QPointF(column - 0.5, row - 0.5) for row, column in (*corners, corners[0])]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    if len(points) > _MOST_CORNERS_GROWN:
        return path
    stroker = QPainterPathStroker()
    stroker.setWidth(1.0)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    stroker.setMiterLimit(_SHARPEST_CORNER)
    path.closeSubpath()
    return path.united(stroker.createStroke(path))
