"""What a card is dragged by."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import painter_on, picture_of


class Grip(QWidget):
    """Six dots, 16 wide; with the focus, arrows move the card.

    Signals:
        dragged: Where the mouse is on the screen, once it has moved far enough.
        dropped: The mouse was let go after a drag.
        cancelled: Escape during a drag.
        stepped: -1 up or 1 down, by arrow.
    """

    dragged = Signal(QPointF)
    dropped = Signal()
    cancelled = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start: QPointF | None = None
        self._is_dragging = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag to reorder") + " (Alt+Up, Alt+Down)")
        self.setAccessibleName(self.tr("Reorder"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its fixed size."""
        return QSize(16, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where the drag may start."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag once the mouse has moved far enough."""
        if self._start is None:
            return
        way = (event.globalPosition() - self._start).manhattanLength()
        if not self._is_dragging and way >= QApplication.startDragDistance():
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._is_dragging:
            self.dragged.emit(event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drop."""
        if event.button() == Qt.MouseButton.LeftButton and self._end():
            self.dropped.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the shortcuts of the window during a drag."""
        keys = (Qt.Key.Key_Escape,) if self._is_dragging else ()
        return is_claimed(event, keys) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Cancel a drag with Escape; move the card with the arrows."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._end():
            self.cancelled.emit()
        elif way is not None:
            self.stepped.emit(way)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the dots."""
        role = "text_2" if self.underMouse() else "control"
        centre = QPointF(self.width() / 2, self.height() / 2)
        picture_of(painter_on(self), "grip", centre, 16, role)

    def _end(self) -> bool:
        was_dragging, self._start, self._is_dragging = self._is_dragging, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        return was_dragging
