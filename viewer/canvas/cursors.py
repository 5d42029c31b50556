"""The pointer's shape for each tool, drawn so that it shows on black and on white."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from viewer.canvas.choices import Tool

_SIZE = 24
_Drawing = Callable[[QPainter], None]


@lru_cache(maxsize=32)
def cursor_of(tool: Tool) -> QCursor:
    """Return the pointer that says what dragging with the left button will do."""
    if tool is Tool.PAN:
        return QCursor(Qt.CursorShape.OpenHandCursor)
    if tool in (Tool.ZOOM, Tool.LOUPE):
        return QCursor(_pixmap(_draw_loupe), 10, 10)
    if tool is Tool.WINDOW:
        return QCursor(_pixmap(_draw_half_disc), 12, 12)
    if tool is Tool.TEXT:
        return QCursor(_pixmap(_draw_beam), 12, 12)
    return QCursor(_pixmap(_draw_cross), 12, 12)


def _pixmap(draw: _Drawing) -> QPixmap:
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in (("#000000", 4.0), ("#FFFFFF", 1.5)):
        painter.setPen(QPen(QColor(colour), width))
        draw(painter)
    painter.end()
    return pixmap


def _draw_loupe(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(10, 10), 6, 6)
    painter.drawLine(QLineF(14.5, 14.5, 20, 20))
    painter.drawLine(QLineF(7, 10, 13, 10))
    painter.drawLine(QLineF(10, 7, 10, 13))


def _draw_half_disc(painter: QPainter) -> None:
    disc = QRectF(5, 5, 14, 14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    painter.setBrush(painter.pen().color())
    painter.drawPie(disc, -90 * 16, 180 * 16)


def _draw_beam(painter: QPainter) -> None:
    painter.drawLine(QLineF(12, 4, 12, 20))
    painter.drawLine(QLineF(9, 4, 15, 4))
    painter.drawLine(QLineF(9, 20, 15, 20))


def _draw_cross(painter: QPainter) -> None:
    """Leave the middle free: that is the pixel meant."""
    for line in ((2, 12, 9, 12), (15, 12, 22, 12), (12, 2, 12, 9), (12, 15, 12, 22)):
        painter.drawLine(QLineF(*line))
    painter.drawPoint(QPointF(12, 12))
