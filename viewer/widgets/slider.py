"""A slider over a range of numbers, with its default marked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import theme
from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import box, painter_on
from viewer.widgets.scale import Scale

_KNOB, _KNOB_DRAGGED, _TRACK, _TICK = 12, 14, 4, 12
_GRAB = 14
_WHEEL_REST_MS = 250
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}
_KEYS = (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete)


class Slider(QWidget):
    """A horizontal slider; double-click returns to the default, which a tick marks.

    The track begins and ends half a knob inside the widget (``MARGIN``).

    Args:
        scale: Range, default and kind.
        name: Accessible name.
        parent: Qt's owner.

    Signals:
        moved: The value while it is being changed, by mouse, key or wheel.
        released: The value the user came to rest at; one for each gesture that changed it.
        held: The mouse took the knob (True) or let it go.
    """

    MARGIN = _KNOB_DRAGGED // 2

    moved = Signal(float)
    released = Signal(float)
    held = Signal(bool)

    def __init__(self, scale: Scale, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._value = scale.default
        self._start: float | None = None
        self._offset = 0.0
        self._is_dragged = False
        self.origin = scale.low
        """The value the filled part starts from: the low end, or the middle of a correction."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WHEEL_REST_MS)
        self._rest.timeout.connect(self._settle)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> float:
        """The value shown."""
        return self._value

    @property
    def scale(self) -> Scale:
        """Range, default and kind."""
        return self._scale

    @property
    def is_dragged(self) -> bool:
        """Whether the mouse holds the knob."""
        return self._is_dragged

    def set_value(self, value: float) -> None:
        """Show a value without a signal; ignored while the mouse holds the knob."""
        if not self._is_dragged and value != self._value:
            self._value = min(max(value, self._scale.low), self._scale.high)
            self.update()

    def x_of(self, value: float) -> float:
        """Return where ``value`` lies, in pixels from the left edge of the widget."""
        return self.MARGIN + self._scale.share(value) * (self.width() - 2 * self.MARGIN)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row."""
        return QSize(144, theme().sizes.row)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a track one can still aim on."""
        return QSize(56, theme().sizes.row)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the knob, or bring it under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._begin()
        self._is_dragged = True
        self._offset = event.position().x() - self.x_of(self._value)
        if abs(self._offset) > _GRAB:
            self._offset = 0.0
            self._drag_to(event.position().x())
        self.held.emit(True)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move the knob."""
        if self._is_dragged:
            self._drag_to(event.position().x() - self._offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the knob go."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_dragged:
            self._is_dragged = False
            self._settle()
            self.held.emit(False)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Return to the default."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin()
            self._change(self._scale.default)
            self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Step, but only with the focus: else the panel scrolls."""
        notches = event.angleDelta().y() / 120
        if not self.hasFocus() or notches == 0:
            event.ignore()
            return
        self._begin()
        self._change(self._scale.stepped(self._value, notches))
        self._rest.start()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the arrows and page keys from the shortcuts of the window."""
        return is_claimed(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step with the arrows and the page keys, go to the ends, Delete for the default."""
        key = Qt.Key(event.key())
        ends = {
            Qt.Key.Key_Home: self._scale.low,
            Qt.Key.Key_End: self._scale.high,
            Qt.Key.Key_Delete: self._scale.default,
        }
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier or (key not in _STEPS and key not in ends):
            super().keyPressEvent(event)
            return
        self._begin()
        steps = _STEPS.get(key)
        self._change(ends[key] if steps is None else self._scale.stepped(self._value, steps))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Come to rest when the key is up."""
        if not event.isAutoRepeat():
            self._settle()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Come to rest."""
        if not self._is_dragged:
            self._settle()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Repaint when enabled or disabled."""
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw track, filled part, tick and knob."""
        look, painter = theme(), painter_on(self)
        middle, enabled = self.height() / 2, self.isEnabled()
        left, right = float(self.MARGIN), float(self.width() - self.MARGIN)
        track = QRectF(left, middle - _TRACK / 2, right - left, _TRACK)
        box(painter, track, _TRACK / 2, fill=look.colour("track" if enabled else "raised_hover"))
        knob = self.x_of(self._value)
        start, end = sorted((self.x_of(self.origin), knob))
        if enabled and end > start:
            filled = QRectF(start, track.top(), end - start, _TRACK)
            box(painter, filled, _TRACK / 2, fill=look.colour("accent"))
        tick = round(self.x_of(self._scale.default) - 0.5)
        ink = look.colour("tick" if enabled else "control")
        painter.fillRect(QRectF(tick, round(middle - _TICK / 2), 1, _TICK), ink)
        radius = (_KNOB_DRAGGED if self._is_dragged else _KNOB) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        ring = look.colour("knob_ring")
        ring.setAlphaF(0.9)
        for colour, size in ((ring, radius + 1), (self._knob_colour(), radius)):
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(round(knob), middle), size, size)

    def _knob_colour(self) -> QColor:
        return theme().colour("knob" if self.isEnabled() else "control")

    def _begin(self) -> None:
        if self._start is None:
            self._start = self._value

    def _drag_to(self, x: float) -> None:
        length = max(1, self.width() - 2 * self.MARGIN)
        self._change(self._scale.value((x - self.MARGIN) / length))

    def _change(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.update()
            self.moved.emit(value)

    def _settle(self) -> None:
        self._rest.stop()
        start, self._start = self._start, None
        if start is not None and start != self._value:
            self.released.emit(self._value)
