"""A pointer on the film for those without a mouse: arrows move it, Enter clicks."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from viewer.canvas import style
from viewer.canvas.measure_hand import ARROWS
from viewer.canvas.pane import Pane

SIDE_PX: Final = 33
GAP_PX: Final = 4
"""From the middle to where each arm begins: what is aimed at is not covered."""

FAR_PX: Final = 20
"""Steps of an arrow key with Shift; 1 without, and one pixel of the film with Ctrl."""

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_MOUSE = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class KeyPointer(QObject):
    """Stands on the pane with the focus once Enter was pressed there, until Esc.

    What it does reaches the pane as moves and clicks of a mouse, so that every tool and the values
    under the pointer follow. A real mouse, another pane, and a film that goes end it.

    Args:
        panes: Those it may stand on. Make it after all else that listens to their keys.
        is_busy: Whether Esc has something to drop first: what is half drawn.
    """

    def __init__(
        self, panes: Sequence[Pane], is_busy: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._is_sending = False
        self._pane: Pane | None = None
        self._at = QPointF()
        self._crosses = {pane: _Cross(pane.viewport()) for pane in panes}
        self._panes = {pane.viewport(): pane for pane in panes}
        for pane in panes:
            pane.installEventFilter(self)
            pane.viewport().installEventFilter(self)

    @property
    def place(self) -> tuple[Pane, QPointF] | None:
        """Where it stands, in logical pixels of its pane; None while it is away."""
        return None if self._pane is None else (self._pane, QPointF(self._at))

    def hide(self) -> None:
        """Take it away."""
        pane, self._pane = self._pane, None
        if pane is not None:
            self._crosses[pane].hide()
            QApplication.sendEvent(pane, QEvent(QEvent.Type.Leave))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that are meant for it."""
        kind = event.type()
        if isinstance(watched, Pane) and isinstance(event, QKeyEvent) and kind in _KEYS:
            return self._hear(watched, event)
        if self._pane is None or self._is_sending:
            return False
        is_left = kind == QEvent.Type.FocusOut and watched is self._pane
        is_gone = kind in (QEvent.Type.Hide, QEvent.Type.Resize) and watched is self._pane
        if is_left or is_gone or (kind in _MOUSE and watched in self._panes):
            self.hide()
        return False

    def _hear(self, pane: Pane, event: QKeyEvent) -> bool:
        """Return whether nobody else shall hear of a key."""
        if not pane.has_picture or event.modifiers() & _OTHERS:
            return False
        key, is_here = event.key(), pane is self._pane
        is_enter = key in _ENTER and not event.modifiers() & (_CTRL | _SHIFT)
        is_arrow = is_here and key in ARROWS
        is_end = is_here and key == Qt.Key.Key_Escape and not self._is_busy()
        if not (is_enter or is_arrow or is_end):
            return False
        event.accept()
        if event.type() == QEvent.Type.ShortcutOverride:
            return True  # the press comes next, and is no shortcut of the window
        if is_arrow:
            self._move(pane, event)
        elif is_end:
            self.hide()
        elif is_here:
            self._click()
        else:
            self._stand(pane)
        return True

    def _stand(self, pane: Pane) -> None:
        self.hide()
        self._pane = pane
        self._put(QPointF(pane.width() / 2, pane.height() / 2))

    def _move(self, pane: Pane, event: QKeyEvent) -> None:
        x, y = ARROWS[Qt.Key(event.key())]
        pace = 1.0
        if event.modifiers() & _CTRL:
            pace = pane.look.scale
        elif event.modifiers() & _SHIFT:
            pace = FAR_PX
        self._put(
            QPointF(
                min(max(self._at.x() + x * pace, 0.0), pane.width() - 1.0),
                min(max(self._at.y() + y * pace, 0.0), pane.height() - 1.0),
            )
        )

    def _put(self, at: QPointF) -> None:
        assert self._pane is not None  # noqa: S101 - it stands somewhere
        self._at = at
        self._crosses[self._pane].put(at)
        self._send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton)

    def _click(self) -> None:
        self._send(QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)
        self._send(QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton)

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton) -> None:
        if self._pane is None:  # a click may have brought another film
            return
        target = self._pane.viewport()
        held = Qt.MouseButton.NoButton
        if kind == QEvent.Type.MouseButtonPress:
            held = button
        everywhere = QPointF(target.mapToGlobal(self._at))
        event = QMouseEvent(
            kind, self._at, everywhere, button, held, Qt.KeyboardModifier.NoModifier
        )
        self._is_sending = True
        try:
            QApplication.sendEvent(target, event)
        finally:
            self._is_sending = False


class _Cross(QWidget):
    """Four arms with a gap, light on dark: it shows on black and on white."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(SIDE_PX, SIDE_PX)
        self.hide()

    def put(self, at: QPointF) -> None:
        middle = SIDE_PX // 2
        self.setGeometry(QRect(round(at.x()) - middle, round(at.y()) - middle, SIDE_PX, SIDE_PX))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        middle, end = SIDE_PX / 2, SIDE_PX - 2.0
        arms = [
            QLineF(middle, 2, middle, middle - GAP_PX),
            QLineF(middle, middle + GAP_PX, middle, end),
            QLineF(2, middle, middle - GAP_PX, middle),
            QLineF(middle + GAP_PX, middle, end, middle),
        ]
        painter = QPainter(self)
        for colour, width in ((style.OUTLINE, 3.0), (style.TITLE, 1.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLines(arms)
