"""The mouse on a pane: which button does what, and how far it has gone."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from viewer.canvas.choices import Tool
from viewer.canvas.geometry import Look
from viewer.canvas.windowing import Pace

if TYPE_CHECKING:
    from viewer.canvas.pane import Pane

CLICK_PX = 4
"""A press that moved less than this is a click."""

ZOOM_DOUBLES_PX = 100.0
"""Travel of a zoom drag that doubles the size."""

NOTCH = 120
"""Eighths of a degree in one notch of a mouse wheel."""

ZOOM_PER_NOTCH = 2**0.25

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Deed(Enum):
    WINDOW = auto()
    PAN = auto()
    ZOOM = auto()
    BOX = auto()
    WIPE = auto()


_DEEDS = {Tool.WINDOW: _Deed.WINDOW, Tool.PAN: _Deed.PAN, Tool.ZOOM: _Deed.ZOOM}
"""Of the left button; what other tools do with it, their own event filters see to."""


@dataclass(slots=True)
class _Drag:
    """A button that is down.

    Attributes:
        button: Which; others are not listened to meanwhile.
        deed: What it does.
        press, last: Logical pixels in the pane.
        look: The look at the press.
        is_click: It has not moved far enough to be a drag.
        travel_x, travel_y: Logical pixels, each weighted by the pace at which it was gone.
    """

    button: Qt.MouseButton
    deed: _Deed
    press: QPointF
    last: QPointF
    look: Look
    is_click: bool = True
    travel_x: float = 0.0
    travel_y: float = 0.0


def pace_of(modifiers: Qt.KeyboardModifier) -> Pace:
    """Return how fast a window drag goes: Shift is fine, Shift and Ctrl coarse."""
    if not modifiers & _SHIFT:
        return Pace.NORMAL
    return Pace.COARSE if modifiers & _CTRL else Pace.FINE


class Hand:
    """Turns mouse events of one pane into looks and signals."""

    def __init__(self, pane: "Pane") -> None:
        self._pane = pane
        self._drag: _Drag | None = None
        self._notches = 0.0

    @property
    def is_holding(self) -> bool:
        """Whether a button is down."""
        return self._drag is not None

    @property
    def is_dragging(self) -> bool:
        """Whether a button is down and has moved."""
        return self._drag is not None and not self._drag.is_click

    @property
    def is_panning(self) -> bool:
        """Whether the film is being moved."""
        return self._drag is not None and self._drag.deed is _Deed.PAN

    def press(self, event: QMouseEvent) -> None:
        """Begin a drag, unless another button's is going on."""
        if self._drag is not None or not self._pane.has_picture:
            return
        deed = self._deed_of(event)
        if deed is None:
            return
        position = event.position()
        self._drag = _Drag(event.button(), deed, position, position, self._pane.look)
        self._drag.is_click = deed not in (_Deed.PAN, _Deed.WIPE)
        self._pane.update_cursor()

    def move(self, event: QMouseEvent) -> None:
        """Go on with the drag."""
        drag = self._drag
        if drag is None:
            return
        if not event.buttons() & drag.button:  # the release went to another window
            self.cancel()
            return
        position = event.position()
        if drag.is_click:
            if (position - drag.press).manhattanLength() < CLICK_PX:
                return
            drag.is_click = False
            if drag.deed is _Deed.WINDOW:
                self._pane.window_drag_started.emit()
        self._continue(drag, position, event.modifiers())
        drag.last = position

    def release(self, event: QMouseEvent) -> None:
        """End the drag, or take it for a click."""
        drag = self._drag
        if drag is None or event.button() != drag.button:
            return
        self._drag = None
        self._pane.update_cursor()
        if drag.is_click:
            if drag.button == Qt.MouseButton.RightButton:
                self._pane.context_requested.emit(event.position().toPoint())
            return
        if drag.deed is _Deed.WINDOW:
            self._pane.window_drag_ended.emit()
        elif drag.deed is _Deed.BOX:
            self._pane.finish_box(_box(drag.press, event.position()))

    def cancel(self) -> None:
        """Leave the drag as far as it has come."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if drag.deed is _Deed.WINDOW and not drag.is_click:
            self._pane.window_drag_ended.emit()
        self._pane.show_box(None)
        self._pane.update_cursor()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom, step through the films, or pan under two fingers."""
        pane = self._pane
        is_zoom = bool(event.modifiers() & _CTRL) or pane.wheel_zooms
        pixels = event.pixelDelta()
        is_touch = event.phase() != Qt.ScrollPhase.NoScrollPhase and not pixels.isNull()
        if is_touch and not event.modifiers() & _CTRL and not pane.look.is_fitted:
            pane.set_look(pane.look.moved(pixels.x(), pixels.y()))
            return
        notches = event.angleDelta().y() / NOTCH
        if is_zoom:
            pane.zoom_about(ZOOM_PER_NOTCH**notches, event.position())
            return
        self._notches += notches
        whole = int(self._notches)
        if whole:
            self._notches -= whole
            pane.wheel_stepped.emit(-whole)

    def _deed_of(self, event: QMouseEvent) -> _Deed | None:
        button, modifiers = event.button(), event.modifiers()
        if button == Qt.MouseButton.MiddleButton:
            return _Deed.PAN
        if button == Qt.MouseButton.RightButton:
            return _Deed.ZOOM
        if button != Qt.MouseButton.LeftButton:
            return None
        if self._pane.wipe_takes(event.position()):
            return _Deed.WIPE
        if modifiers & _CTRL and not modifiers & _SHIFT:
            return _Deed.BOX
        return _DEEDS.get(self._pane.tool)

    def _continue(self, drag: _Drag, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pane, step = self._pane, position - drag.last
        whole = position - drag.press
        if drag.deed is _Deed.WINDOW:
            # Weighted step by step, so that pressing Shift on the way makes no jump.
            pace = pace_of(modifiers).value
            drag.travel_x += step.x() * pace
            drag.travel_y += step.y() * pace
            pane.window_dragged.emit(drag.travel_x, drag.travel_y, modifiers)
        elif drag.deed is _Deed.PAN:
            pane.set_look(drag.look.moved(whole.x(), whole.y()))
        elif drag.deed is _Deed.ZOOM:
            factor = 2 ** (-whole.y() / ZOOM_DOUBLES_PX)
            pane.zoom_from(drag.look, factor, drag.press)
        elif drag.deed is _Deed.BOX:
            pane.show_box(_box(drag.press, position))
        else:
            pane.move_wipe(pane.wipe.way(position) if pane.wipe is not None else position.x())


def _box(a: QPointF, b: QPointF) -> QRectF:
    return QRectF(a, b).normalized()
