"""Lines and words of a presentation state, drawn over the film of a pane."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform

from viewer.canvas.film_decor_item import FilmItem
from viewer.canvas.outline_overlay import stroke
from viewer.canvas.pane import Pane
from viewer.canvas.state_drawings import NO_DRAWINGS, Drawings, Line, Words
from viewer.canvas.words import draw_line, width_of
from viewer.theme import TextRole, theme

FILL_OPACITY: Final = 0.3
MOST_LINES_OF_TEXT: Final = 200
"""Seen at once: each is drawn once and kept, and more would not be kept."""

_OVER_OVERLAYS = 300
_POINT_PX = 5.0
_GAP_PX = 8.0


class DrawingsItem(FilmItem):
    """What the state in force draws."""

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _OVER_OVERLAYS, is_hidden)
        self._drawings = NO_DRAWINGS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self._drawings.lines or self._drawings.words)

    def show_drawings(self, drawings: Drawings) -> None:
        """Draw these from now on."""
        self._drawings = drawings
        self._pane.viewport().update()

    def _draw_on_film(self, painter: QPainter, way: QTransform, seen: QRectF) -> None:
        for line in self._drawings.lines:
            _draw_line(painter, line, way.map(line.points), seen)
        left = MOST_LINES_OF_TEXT
        for words in self._drawings.words:
            if left > 0:
                left -= _draw_words(painter, words, way, seen, left)


def _draw_line(painter: QPainter, line: Line, points: QPolygonF, seen: QRectF) -> None:
    if line.is_point:
        for point in map(points.at, range(points.size())):
            if seen.contains(point):
                stroke(painter, _cross(point), line.colour, is_dashed=False)
        return
    if not points.boundingRect().adjusted(-4, -4, 4, 4).intersects(seen):
        return
    if line.is_filled:
        inside = QColor(line.colour)
        inside.setAlphaF(FILL_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inside)
        painter.drawPolygon(points)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    stroke(painter, [points], line.colour, is_dashed=False)


def _cross(point: QPointF) -> list[QPolygonF]:
    arms = QPointF(_POINT_PX, 0), QPointF(0, _POINT_PX)
    return [QPolygonF([point - arm, point + arm]) for arm in arms]


def _draw_words(
    painter: QPainter, words: Words, way: QTransform, seen: QRectF, most_lines: int
) -> int:
    """Write upright and in one size, whatever the turn and the zoom; return how many lines."""
    font, high = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
    anchor = None if words.anchor is None else way.map(words.anchor)
    lines = words.lines[:most_lines]
    if words.box is not None:
        box = way.map(words.box).boundingRect()
    elif anchor is not None:
        beside = anchor + QPointF(_GAP_PX, -high * len(lines) / 2)
        box = QRectF(beside.x(), beside.y(), 1, high * len(lines))
    else:
        return 0
    if anchor is not None and words.has_line:
        start = _nearest(box, anchor)
        stroke(painter, [QPolygonF([start, anchor])], words.colour, is_dashed=False)
    written = 0
    for number, line in enumerate(lines):
        middle = box.top() + high * (number + 0.5)
        if seen.top() - high < middle < seen.bottom() + high:
            x = _left_of(box, width_of(line, font), words.justification)
            draw_line(painter, x, middle, line, font, words.colour.name())
            written += 1
    return written


def _left_of(box: QRectF, wide: float, justification: str) -> float:
    if justification == "RIGHT":
        return box.right() - wide
    return box.center().x() - wide / 2 if justification == "CENTER" else box.left()


def _nearest(box: QRectF, point: QPointF) -> QPointF:
    """Return the point of a box that is nearest to another point."""
    return QPointF(
        min(box.right(), max(box.left(), point.x())), min(box.bottom(), max(box.top(), point.y()))
    )
