"""The left button on the panes: it draws measurements, and takes hold of those that are there."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from engine import Measurement
from viewer.canvas.choices import Tool
from viewer.canvas.hand import CLICK_PX
from viewer.canvas.measure_edit import Point
from viewer.canvas.measure_grip import Grip
from viewer.canvas.measure_layer import MeasureLayer
from viewer.canvas.measure_pen import KINDS, Pen
from viewer.canvas.pane import Pane

_LEFT = Qt.MouseButton.LeftButton
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ARROWS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
FINE, COARSE = 0.1, 10.0
"""Film pixels an arrow key moves by with Ctrl and with Shift; 1 without."""

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class MeasureHand(QObject):
    """Hears mouse and keys of every pane before the pane does.

    Args:
        layer: What is drawn where.
        measurement: Returns a measurement by its position.
        describe: Returns the words beside what is being drawn.

    Signals:
        drawn: A pane, the tool and the points of something complete.
        picked: A Hit, or None: what the user works on from now on.
        moving: A position and what the measurement there looks like while it is moved.
        moved: The same, once the button is let go; one undo entry.
        put_back: A move was dropped.
        opened: A pane and the position of what was double-clicked.
        nudged: To the right and down, in pixels of the pane's film.
        delete_wanted: Backspace on what the user works on.
    """

    drawn = Signal(object, object, object)
    picked = Signal(object)
    moving = Signal(int, object)
    moved = Signal(int, object)
    put_back = Signal()
    opened = Signal(object, int)
    nudged = Signal(object, float, float)
    delete_wanted = Signal()

    def __init__(
        self,
        layer: MeasureLayer,
        measurement: Callable[[int], Measurement | None],
        describe: Callable[[Tool, tuple[Point, ...]], tuple[str, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tool = Tool.WINDOW
        self.is_idle = False
        self._layer = layer
        self._pen = Pen(layer, describe)
        self._grip = Grip(layer, measurement)
        self._passed: QPointF | None = None
        self._panes: dict[QObject, Pane] = {}
        for pane in layer.items:
            self._panes[pane.viewport()] = self._panes[pane] = pane
            pane.viewport().installEventFilter(self)
            pane.installEventFilter(self)

    @property
    def is_drawing(self) -> bool:
        """Whether something is half drawn."""
        return self._pen.is_drawing

    def drop(self) -> None:
        """Forget what is half drawn or half moved."""
        self._pen.drop()
        if self._grip.is_holding:
            self._grip.let_go()
            self.put_back.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is meant for a measurement; leave the rest to the pane."""
        pane = self._panes.get(watched)
        if pane is None or self.is_idle:
            return False
        if isinstance(event, QKeyEvent) and watched is pane:
            return self._hear_key(pane, event)
        if isinstance(event, QMouseEvent) and watched is not pane:
            return self._hear(pane, event)
        return False

    def _hear(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether the pane shall not hear of it."""
        kind, is_left = event.type(), event.button() == _LEFT
        if kind in _PRESSES and is_left:
            return self._press(pane, event)
        if kind == QEvent.Type.MouseMove:
            return self._move(pane, event)
        if kind == QEvent.Type.MouseButtonRelease and is_left:
            return self._release(pane, event)
        return False

    def _press(self, pane: Pane, event: QMouseEvent) -> bool:
        self._passed = None
        is_busy = self._pen.is_drawing
        if not pane.has_picture or self._layer.items[pane].way() is None:
            return False
        if not is_busy and (_is_boxing(event) or pane.wipe_takes(event.position())):
            return False
        hit = None if is_busy else self._layer.hit(pane, event.position())
        draws = self.tool in KINDS and (hit is None or hit.handle is None)
        if draws:
            pane.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pen.press(pane, event, self.tool)
            return True
        if hit is None:
            self._passed = event.position()
            return False
        pane.setFocus(Qt.FocusReason.MouseFocusReason)
        self.picked.emit(hit)
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.opened.emit(pane, hit.index)
        else:
            self._grip.take(pane, event, hit)
        return True

    def _move(self, pane: Pane, event: QMouseEvent) -> bool:
        if self._grip.is_holding:
            if not event.buttons() & _LEFT:  # the release went to another window
                self.drop()
                return False
            made = self._grip.move(pane, event)
            if made is not None:
                self.moving.emit(*made)
            return True
        if self._pen.is_drawing and not event.buttons() & ~_LEFT:
            self._pen.move(pane, event)
            return bool(event.buttons() & _LEFT)
        if event.buttons() == Qt.MouseButton.NoButton:
            return self._point(pane, event)
        return False

    def _release(self, pane: Pane, event: QMouseEvent) -> bool:
        if self._grip.is_holding:
            made = self._grip.let_go()
            if made is not None:
                self.moved.emit(*made)
            return True
        if self._pen.is_drawing:
            tool = self.tool
            points = self._pen.release(pane, event)
            if points is not None:
                self.drawn.emit(pane, tool, points)
            return True
        passed, self._passed = self._passed, None
        if passed is not None and (event.position() - passed).manhattanLength() < CLICK_PX:
            self.picked.emit(None)
        return False

    def _point(self, pane: Pane, event: QMouseEvent) -> bool:
        """Give the pointer the shape of what it would take hold of."""
        hit = self._layer.hit(pane, event.position())
        if hit is None or (self.tool in KINDS and hit.handle is None):
            pane.update_cursor()
            return False
        if pane.wipe_takes(event.position()):
            return False
        pane.mouseMoveEvent(event)  # it says what is pointed at, and sets a cursor of its own
        shape = Qt.CursorShape.SizeAllCursor
        if hit.handle is not None:
            shape = Qt.CursorShape.PointingHandCursor
        pane.viewport().setCursor(shape)
        return True

    def _hear_key(self, pane: Pane, event: QKeyEvent) -> bool:
        """Take Esc, Backspace and the arrows while there is something for them to do."""
        kind, key = event.type(), event.key()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        is_press = kind == QEvent.Type.KeyPress
        has_chosen = self._layer.marks.chosen is not None
        if key == Qt.Key.Key_Escape and (self._pen.is_drawing or self._grip.is_holding):
            if is_press:
                self.drop()
        elif key == Qt.Key.Key_Backspace and has_chosen and not event.modifiers():
            if is_press:
                self.delete_wanted.emit()
        elif key in ARROWS and has_chosen and not event.modifiers() & _OTHERS:
            if is_press:
                self._nudge(pane, event)
        else:
            if not is_press and key == Qt.Key.Key_Escape and self.tool not in KINDS:
                self.picked.emit(None)  # and let Esc go on: it has other things to end
            return False
        event.accept()
        return True

    def _nudge(self, pane: Pane, event: QKeyEvent) -> None:
        x, y = ARROWS[Qt.Key(event.key())]
        pace = 1.0
        if event.modifiers() & _CTRL:
            pace = FINE
        elif event.modifiers() & _SHIFT:
            pace = COARSE
        self.nudged.emit(pane, x * pace, y * pace)


def _is_boxing(event: QMouseEvent) -> bool:
    """Whether a drag draws the box whose values set the window."""
    return bool(event.modifiers() & _CTRL) and not event.modifiers() & _SHIFT
