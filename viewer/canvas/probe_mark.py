"""A cross at a pixel of the film, and a label that says what is there."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from engine import Orientation
from viewer.canvas import style
from viewer.canvas.outline_overlay import OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.shares import film_transform, view_transform
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme

Row = tuple[str, str]
"""What, and its value."""

AWAY_PX: Final = 14
_Z = 985
_PADDING_PX = 8
_GAP_PX = 12
_ARM_PX = (4, 11)
_LINE_PX = 1.5
_ARMS = ((1, 0), (-1, 0), (0, 1), (0, -1))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the film, whatever is done to it.

    Attributes:
        x, y: Shares of the film as read.
        orientation: How the film is turned on the pane.
    """

    x: float
    y: float
    orientation: Orientation


class ProbeMark(OutlineItem):
    """Draws the cross of a pin, and the label beside it or beside the pointer.

    Args:
        pane: Over whose picture.
    """

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane, _Z)
        self._spot: Spot | None = None
        self._rows: tuple[Row, ...] = ()
        self._is_pinned = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the label says; () where there is none."""
        return self._rows if self._spot is not None else ()

    @property
    def is_empty(self) -> bool:
        """Whether no place is marked."""
        return self._spot is None

    @property
    def has_cross(self) -> bool:
        """Whether a pin is drawn."""
        return self._spot is not None and self._is_pinned

    def show_spot(
        self, spot: Spot | None, rows: tuple[Row, ...] = (), *, is_pinned: bool = False
    ) -> None:
        """Mark a place, or none.

        Args:
            spot: The place.
            rows: What the label says; () for no label.
            is_pinned: Draw a cross there: the pointer is elsewhere.
        """
        if (spot, rows, is_pinned) != (self._spot, self._rows, self._is_pinned):
            self._spot, self._rows, self._is_pinned = spot, rows, is_pinned
            self._pane.viewport().update()

    def point(self, view: QTransform) -> QPointF | None:
        """Return where the place lies on the pane, in logical pixels; None off its edges.

        Args:
            view: From view units to logical pixels of the pane.
        """
        picture, spot = self._pane.picture, self._spot
        if picture is None or spot is None:
            return None
        way, is_possible = film_transform(picture, spot.orientation).inverted()
        if not is_possible:
            return None
        found = (way * view_transform(self._pane) * view).map(QPointF(spot.x, spot.y))
        return found if QRectF(self._pane.rect()).contains(found) else None

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        point = self.point(view)
        if point is None:
            return
        if self._is_pinned:
            _draw_cross(painter, point)
        if self._rows:
            self._draw_label(painter, point)

    def _draw_label(self, painter: QPainter, point: QPointF) -> None:
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        names = max(width_of(name, font) for name, _ in self._rows)
        values = max(width_of(value, font) for _, value in self._rows)
        wide = names + _GAP_PX + values + 2 * _PADDING_PX
        high = line * len(self._rows) + _PADDING_PX
        box = placed(point, wide, high, QRectF(self._pane.rect()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.BADGE))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        centre = Qt.AlignmentFlag.AlignVCenter
        for number, (name, value) in enumerate(self._rows):
            top = box.top() + _PADDING_PX / 2 + line * number
            place = QRectF(box.left() + _PADDING_PX, top, wide - 2 * _PADDING_PX, line)
            painter.setPen(QColor(style.CORNER))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | centre, name)
            painter.setPen(QColor(style.TITLE))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | centre, value)


def placed(point: QPointF, wide: float, high: float, pane: QRectF) -> QRectF:
    """Return where a label goes: right below a point, or on its other side where there is room."""
    left = point.x() + AWAY_PX
    if left + wide > pane.right() - 4:
        left = point.x() - AWAY_PX - wide
    top = point.y() + AWAY_PX
    if top + high > pane.bottom() - 4:
        top = point.y() - AWAY_PX - high
    return QRectF(max(pane.left() + 4, left), max(pane.top() + 4, top), wide, high)


def _draw_cross(painter: QPainter, point: QPointF) -> None:
    near, far = _ARM_PX
    arms = [
        QLineF(
            point.x() + dx * near, point.y() + dy * near, point.x() + dx * far, point.y() + dy * far
        )
        for dx, dy in _ARMS
    ]
    for colour, width in ((style.OUTLINE, _LINE_PX + 2), (style.FILM_LINE, _LINE_PX)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLines(arms)
