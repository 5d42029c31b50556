"""A box drawn with the left button: the film zooms to it."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from viewer.canvas.compare import CompareView
from viewer.canvas.pane import Pane

_SLIP_PX: Final = 8.0
"""A box with a shorter side was a slip."""


class ZoomBox(QObject):
    """Takes the left button of all panes while it is on; the others zoom and pan as ever.

    Args:
        compare: The panes.

    Signals:
        zoomed: A box was drawn, and the film zoomed to it.
    """

    zoomed = Signal()

    def __init__(self, compare: CompareView) -> None:
        super().__init__(compare)
        self._panes = {pane.viewport(): pane for pane in compare.all_panes}
        self._drawing: tuple[Pane, QPointF] | None = None
        self._is_on = False

    def switch(self, *, is_on: bool) -> None:
        """Take the left button, or give it back; a box under way is dropped."""
        self._drop()
        application = QCoreApplication.instance()
        if is_on == self._is_on or application is None:
            return
        self._is_on = is_on
        if is_on:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Draw with the left button; Esc drops the box under way."""
        if isinstance(event, QMouseEvent) and watched in self._panes:
            return self._hear(self._panes[watched], event)
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if self._drawing is not None and is_escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._drop()
            return True
        return False

    def _hear(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether the pane's hand shall not hear of it."""
        kind, is_left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and is_left:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not pane.has_picture:
                return False  # a window from a box, as with any tool
            self._drawing = pane, event.position()
            return True
        if self._drawing is None or self._drawing[0] is not pane:
            return False
        if kind == QEvent.Type.MouseMove:
            if event.buttons() & Qt.MouseButton.LeftButton:
                pane.show_box(_box(self._drawing[1], event.position()))
            else:
                self._drop()  # the release went to another window
            return True
        if kind == QEvent.Type.MouseButtonRelease and is_left:
            drawn = _box(self._drawing[1], event.position())
            self._drop()
            self._zoom(pane, drawn)
            return True
        return False

    def _zoom(self, pane: Pane, drawn: QRectF) -> None:
        if min(drawn.width(), drawn.height()) < _SLIP_PX:
            return
        size = (pane.width(), pane.height())
        left, top = pane.look.to_view((drawn.left(), drawn.top()), size)
        right, bottom = pane.look.to_view((drawn.right(), drawn.bottom()), size)
        pane.fit_part(QRectF(QPointF(left, top), QPointF(right, bottom)))
        self.zoomed.emit()

    def _drop(self) -> None:
        if self._drawing is not None:
            self._drawing[0].show_box(None)
            self._drawing = None


def _box(a: QPointF, b: QPointF) -> QRectF:
    return QRectF(a, b).normalized()
