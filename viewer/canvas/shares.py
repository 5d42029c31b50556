"""Where a point of a pane lies on the film as read: shares, placements and turns as one affine."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from engine import Orientation, Picture
from viewer.canvas.film_view import FilmView

Outline = tuple[tuple[float, float], ...]
"""Corners of a closed polygon as (x, y) shares 0..1 of a width and a height."""


def film_transform(picture: Picture, orientation: Orientation) -> QTransform:
    """Return the way from shares of a picture as shown to shares of the film as read.

    Args:
        picture: Turned for display; its placement leads to the original turned alike.
        orientation: How both are turned.
    """

    def as_read(u: float, v: float) -> tuple[float, float]:
        row, column = orientation.to_stored(v, u, (1, 1))
        return column, row

    return _affine(picture.placement.on_film) * _affine(as_read)


def view_transform(pane: FilmView) -> QTransform:
    """Return the way from shares of the picture on show to view units of its pane."""
    place = picture_rect(pane)
    return QTransform(place.width(), 0, 0, place.height(), place.left(), place.top())


def picture_rect(pane: FilmView) -> QRectF:
    """Return what the picture on show covers, in view units."""
    return QRectF(pane.item.mapRectToParent(pane.item.boundingRect()))


def polygons_of(outlines: Sequence[Outline]) -> list[QPolygonF]:
    """Return closed polygons in the coordinates they are given in, the first corner again last."""
    return [QPolygonF([QPointF(x, y) for x, y in (*one, one[0])]) for one in outlines]


def mapped(outline: Outline, way: QTransform) -> Outline:
    """Return an outline in other coordinates."""
    points = (way.map(QPointF(x, y)) for x, y in outline)
    return tuple((point.x(), point.y()) for point in points)


def _affine(way: Callable[[float, float], tuple[float, float]]) -> QTransform:
    x, y = way(0.0, 0.0)
    (right_x, right_y), (down_x, down_y) = way(1.0, 0.0), way(0.0, 1.0)
    return QTransform(right_x - x, right_y - y, down_x - x, down_y - y, x, y)
