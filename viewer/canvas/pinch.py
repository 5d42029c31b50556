"""Two fingers that part or meet: zoom at the fingers."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from viewer.canvas.pane import Pane


class Pinch(QObject):
    """Zooms a pane by a pinch on a touchpad, or on a touch screen.

    A touchpad that knows the gesture sends it ready made; where that comes, what Qt makes of the
    single touches is passed over, lest the film be zoomed twice.

    Args:
        panes: Those that are zoomed.
        parent: Qt's owner.
    """

    def __init__(self, panes: Iterable[Pane], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = {pane.viewport(): pane for pane in panes}
        self._has_native = False
        for viewport in self._panes:
            viewport.grabGesture(Qt.GestureType.PinchGesture)
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Zoom."""
        pane = self._panes.get(watched)
        if pane is None or not pane.has_picture:
            return False
        if isinstance(event, QNativeGestureEvent):
            return self._hear_native(pane, event)
        if isinstance(event, QGestureEvent):
            return self._hear_pinch(pane, event)
        return False

    def _hear_native(self, pane: Pane, event: QNativeGestureEvent) -> bool:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._has_native = True
            _zoom(pane, 1 + event.value(), event.position())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            pane.one_to_one() if pane.look.is_fitted else pane.fit()
        else:
            return False
        return True

    def _hear_pinch(self, pane: Pane, event: QGestureEvent) -> bool:
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(gesture, QPinchGesture):
            return False
        event.accept(gesture)
        if not self._has_native:
            at = pane.viewport().mapFromGlobal(gesture.centerPoint())
            _zoom(pane, gesture.scaleFactor(), at)
        return True


def _zoom(pane: Pane, factor: float, at: QPointF) -> None:
    if factor > 0:
        pane.zoom_about(factor, at)
