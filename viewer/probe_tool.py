"""The probe: a label at the pointer with the values there, and a pin that keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from viewer.canvas.pane import Pane
from viewer.canvas.probe_mark import ProbeMark, Row, Spot
from viewer.probe import Pixel, Probe, as_read, as_shown, middle_of, pixel_at, probe_at
from viewer.wording import THIN_SPACE, modality_value, number, percent, result_word

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow

STEP, FAR = 1, 10
"""Pixels that an arrow key moves the pin; with Shift."""

_UNPIN_PX = 6
_WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier
_UNITS = {"US": "", "PCT": "%", "MGML": "mg/ml", "OD": "OD/1000"}
"""Rescale Type where it is no word of the field, PS3.3 C.11.1.1.2; US is unspecified."""


class ProbeTool(QObject):
    """Says what lies under the pointer while it is chosen; a click pins it.

    The pin is a pixel of the film as read: it stays on the film through turns, steps and windows.

    Args:
        window: Whose panes.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._marks = {pane: ProbeMark(pane) for pane in window.compare.all_panes}
        self._panes: dict[QObject, Pane] = {pane.viewport(): pane for pane in self._marks}
        self._document: Document | None = None
        self._hovered: tuple[Pane, Pixel] | None = None
        self._pin: Pixel | None = None
        self._pinned_on: Pane | None = None
        self._is_on = False
        window.compare.layout_changed.connect(self._show)

    @property
    def pinned(self) -> Pixel | None:
        """(row, column) of the pin on the film as read."""
        return self._pin

    def rows_on(self, pane: Pane) -> tuple[Row, ...]:
        """Return what the label on a pane says; () where there is none."""
        return self._marks[pane].rows

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none: a pin does not go with it."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._show)
            self._document.shown_changed.disconnect(self._show_again)
        self._document = document
        self._hovered = None
        self._take_pin(None)
        if document is not None:
            document.presentation_changed.connect(self._show)
            document.shown_changed.connect(self._show_again)

    def switch(self, *, is_on: bool) -> None:
        """Take the left button of the panes, or give it back and forget the pin."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            _application().installEventFilter(self)
        else:
            _application().removeEventFilter(self)
            self._hovered = None
            self._take_pin(None)
        for pane in self._marks:
            pane.update_cursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Point, pin, and move the pin."""
        if isinstance(event, QKeyEvent):
            kind = event.type()
            is_asked = kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            return is_asked and self._hear_key(event)
        pane = self._panes.get(watched)
        if pane is None:
            return False
        if event.type() == QEvent.Type.Leave:
            self._point(pane, None)
        return isinstance(event, QMouseEvent) and self._hear(pane, event)

    def _hear(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether the pane's hand shall not hear of it."""
        kind, is_left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseMove:
            self._point(pane, event.position())
            if not pane.wipe_takes(event.position()):
                pane.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return False
        if kind == QEvent.Type.MouseButtonPress and is_left:
            if pane.wipe_takes(event.position()) or event.modifiers() & _CTRL:
                return False  # the bar, and the box for a window
            self._press(pane, event.position())
            return self._document is not None
        return kind == QEvent.Type.MouseButtonDblClick and is_left

    def _press(self, pane: Pane, position: QPointF) -> None:
        pixel = self._pixel_under(pane, position)
        if pixel is None or self._document is None:
            return
        shown = self._document.shown
        shape, turn = shown.original.shape, shown.orientation
        old = None if self._pin is None else as_shown(shape, turn, self._pin)
        reach = _UNPIN_PX / pane.look.scale
        is_there = old is not None and max(abs(old[0] - pixel[0]), abs(old[1] - pixel[1])) <= reach
        if is_there and pane is self._pinned_on:
            self._take_pin(None)
        else:
            self._pinned_on = pane
            self._take_pin(as_read(shape, turn, pixel))

    def _hear_key(self, event: QKeyEvent) -> bool:
        key, way = Qt.Key(event.key()), _WAYS.get(Qt.Key(event.key()))
        is_ours = (way is not None and self._pin is not None) or key in _ENTER
        if not is_ours or event.modifiers() & _CTRL or not self._has_focus():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if way is not None:
                self._move(way, FAR if is_far else STEP)
            else:
                self._pin_middle()
        return True

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        is_button = isinstance(focused, QAbstractButton)
        compare = self._window.compare
        is_ours = focused is not None and (focused is compare or compare.isAncestorOf(focused))
        return is_ours and not is_button and QApplication.activePopupWidget() is None

    def _move(self, way: Pixel, far: int) -> None:
        document = self._document
        if document is None or self._pin is None:
            return
        shown = document.shown
        rows, columns = shape = shown.original.shape
        here = as_shown(shape, shown.orientation, self._pin)
        if here is None:
            return
        row = min(max(here[0] + far * way[0], 0), rows - 1)
        column = min(max(here[1] + far * way[1], 0), columns - 1)
        self._take_pin(as_read(shape, shown.orientation, (row, column)))

    def _pin_middle(self) -> None:
        """Pin the middle of the pane that has the keyboard, for those without a mouse."""
        pane = next((one for one in self._marks if one.hasFocus()), self._window.compare.enhanced)
        self._press(pane, QPointF(pane.width() / 2, pane.height() / 2))

    def _take_pin(self, pixel: Pixel | None) -> None:
        self._pin = pixel
        self._window.right.inspect_panel.pin(None)
        self._show()
        probe = self._probe_of_pin()
        if probe is not None:
            self._window.right.inspect_panel.pin(probe)
            self._window.stage.probed.emit(probe)

    def _show_again(self) -> None:
        """Read the pin on the new pictures; of the pointer nothing is known."""
        self._hovered = None
        if self._pin is not None:
            self._take_pin(self._pin)
        else:
            self._show()

    def _point(self, pane: Pane, position: QPointF | None) -> None:
        pixel = self._pixel_under(pane, position) if position is not None else None
        self._hovered = (pane, pixel) if pixel is not None else None
        self._show()

    def _pixel_under(self, pane: Pane, position: QPointF) -> Pixel | None:
        """Return the pixel of the original, as shown, at a point of a pane; or None."""
        place = pane.film_point(position)
        if place is None or self._document is None:
            return None
        here, _ = self._window.compare.shares(pane, *place)
        return pixel_at(self._document.shown.original.shape, here)

    def _probe_of_pin(self) -> Probe | None:
        document, tables = self._document, self._window.stage.tables()
        if document is None or tables is None or self._pin is None:
            return None
        shown = document.shown
        pixel = as_shown(shown.original.shape, shown.orientation, self._pin)
        return probe_at(shown, tables, pixel) if pixel is not None else None

    def _show(self) -> None:
        """Bring crosses and labels to what is pinned, or pointed at."""
        document, tables = self._document, self._window.stage.tables()
        if document is None or tables is None or not self._is_on:
            for mark in self._marks.values():
                mark.show_spot(None)
            return
        shown = document.shown
        shape, turn = shown.original.shape, shown.orientation
        pixel = None if self._pin is None else as_shown(shape, turn, self._pin)
        labelled = self._pinned_on
        if pixel is None:
            labelled, pixel = self._hovered or (None, None)
        elif labelled is None or not labelled.isVisible():
            labelled = self._window.compare.enhanced
        for pane, mark in self._marks.items():
            is_marked = pixel is not None and (pane is labelled or self._pin is not None)
            if not is_marked or pixel is None or self._window.compare.is_of_other_film(pane):
                mark.show_spot(None)
                continue
            row, column = as_read(shape, turn, pixel)
            stored = shape[::-1] if turn.swaps_axes else shape
            spot = Spot(*middle_of(stored, (row, column)), turn)
            rows = self._rows(probe_at(shown, tables, pixel)) if pane is labelled else ()
            mark.show_spot(spot, rows, is_pinned=self._pin is not None)

    def _rows(self, probe: Probe) -> tuple[Row, ...]:
        """Return the values of a pixel in words."""
        document = self._document
        assert document is not None  # noqa: S101 - the caller has looked
        unit = document.radiograph.modality.unit
        unit = _UNITS.get(unit, unit)
        modality = modality_value(probe.modality)
        rows = [
            (f"x {number(probe.column)}", f"y {number(probe.row)}"),
            (self.tr("stored"), modality_value(probe.stored)),
            (self.tr("modality"), f"{modality}{THIN_SPACE}{unit}" if unit else modality),
            (self.tr("shown"), percent(probe.shown)),
        ]
        if not document.shown.recipe.is_identity:
            word = result_word(document.shown)
            if document.shown.is_preview:
                word = self.tr("{result}, preview").format(result=word)
            value = self.tr("cut off") if probe.enhanced is None else percent(probe.enhanced)
            rows.append((word, value))
        return tuple(rows)


def _application() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None  # noqa: S101 - there are panes
    return found
