"""The place under the pointer, marked on the pane beside it."""

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QObject, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.canvas import style
from viewer.canvas.compare import CompareView
from viewer.canvas.pane import Pane

GAP_PX = 6
ARM_PX = 17
"""How far from the middle the four lines begin and end."""

_LINE_PX = 2
_ABOVE_ALL = 1000
_ARMS = tuple(
    QLineF(dx * GAP_PX, dy * GAP_PX, dx * ARM_PX, dy * ARM_PX)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
)


class Crosshair(pg.GraphicsObject):  # type: ignore[misc]
    """Four short lines around a place of the film, in logical pixels at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(_ABOVE_ALL)
        self.hide()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt
        """Return what the lines cover."""
        reach = ARM_PX + style.OUTLINE_PX
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt
        widget: QWidget | None = None,  # noqa: ARG002 - Qt
    ) -> None:
        """Draw the lines, and black under them, so that they show on any grey."""
        for colour, width_px in ((style.OUTLINE, _LINE_PX + 2), (style.ACCENT, _LINE_PX)):
            painter.setPen(QPen(QColor(colour), width_px))
            painter.drawLines(_ARMS)


class LinkedCrosshair(QObject):
    """Marks on each pane what the pointer is on in the other.

    During a window drag nothing is marked: it has to stay as fast as it is.

    Args:
        compare: The two panes.
    """

    def __init__(self, compare: CompareView) -> None:
        super().__init__(compare)
        self._is_on = False
        self._is_dragging = False
        original, enhanced = compare.panes
        self.marks = {pane: Crosshair() for pane in compare.panes}
        self._compare = compare
        for pane, other in ((original, enhanced), (enhanced, original)):
            pane.box.addItem(self.marks[pane], ignoreBounds=True)
            pane.pointed.connect(
                lambda row, column, pane=pane, other=other: self._mark(pane, other, row, column)
            )
            pane.left_picture.connect(self._hide)
            pane.window_drag_started.connect(lambda: self._set_dragging(True))
            pane.window_drag_ended.connect(lambda: self._set_dragging(False))
            pane.destroyed.connect(self.marks.clear)  # with their pane, while the window closes

    def set_on(self, is_on: bool) -> None:
        """Mark places, or no longer."""
        self._is_on = is_on
        if not is_on:
            self._hide()

    def _mark(self, pointed: Pane, pane: Pane, row: float, column: float) -> None:
        film = pane.film
        if not self._is_on or self._is_dragging or film is None:
            return
        place = self._compare.beside(pointed, row, column)
        for other, mark in self.marks.items():
            mark.setVisible(other is pane and place is not None)
        if place is not None:
            self.marks[pane].setPos(place[1], place[0] * film.row_units)

    def _set_dragging(self, is_dragging: bool) -> None:
        self._is_dragging = is_dragging
        self._hide()

    def _hide(self) -> None:
        for mark in self.marks.values():
            mark.hide()
