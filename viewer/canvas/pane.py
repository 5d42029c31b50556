"""One film on black, with words in its corners and the mouse on it."""

from collections.abc import Sequence
from typing import Final

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ROI import Handle
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine import Picture
from viewer.canvas import style
from viewer.canvas.choices import Tool
from viewer.canvas.cursors import cursor_of
from viewer.canvas.difference_view import DifferenceView
from viewer.canvas.geometry import Film
from viewer.canvas.hand import Hand
from viewer.canvas.letter_rows import Rows, joined, taken_rows
from viewer.canvas.overlay import Overlay, paint_invitation
from viewer.canvas.pane_words import CornerTexts, Letters, OwnWords, Worded
from viewer.canvas.picture_item import GreyTable, Layer, RgbTable
from viewer.canvas.wipe import LABEL_PX, centred, paint_label
from viewer.theme import TextRole, theme

SMALLEST_BOX: Final = 3.0  # film pixels, either side

_WIPE_KEYS: Final = {
    int(Qt.Key.Key_Left): -1,
    int(Qt.Key.Key_Up): -1,
    int(Qt.Key.Key_Right): 1,
    int(Qt.Key.Key_Down): 1,
}


class Pane(DifferenceView):
    """A view of one film that a user reads and works on."""

    pointed = Signal(float, float)  # row, column of the film; pixel 0 covers 0 to 1
    left_picture = Signal()
    # dx, dy, modifiers: logical pixels since the press, y down. Shift (fine) and Shift+Ctrl
    # (coarse) are weighted in already, step by step: do not apply them a second time.
    window_dragged = Signal(float, float, Qt.KeyboardModifier)
    window_drag_started = Signal()
    window_drag_ended = Signal()
    wheel_stepped = Signal(int)  # films to go: 1 is the next
    double_clicked = Signal()
    context_requested = Signal(QPoint)  # in the pane's own coordinates
    box_drawn = Signal(QRectF)  # in film pixels: x is the column, y the row
    pointer_entered = Signal()
    invited = Signal()  # a click or Enter, while there is no picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wheel_zooms = False
        self._tool = Tool.WINDOW
        self._hand = Hand(self)
        self._overlay = Overlay()
        self._letters = Letters()
        self.neighbours: tuple[Pane, ...] = ()
        """Panes beside this one, linked or not: the letters of all that are seen stand level."""
        self._lender: Worded | None = None
        self._invitation = ""
        self.own_words: Worded = OwnWords(lambda: self._overlay.texts, lambda: self._letters)
        self.badge = ""
        """A word at the top in the middle, instead of those of a wipe bar."""
        self._is_for_item = False
        self._pointer: QPointF | None = None
        self._was_pointed = False
        self.viewport().setMouseTracking(True)
        self.view_changed.connect(self._say_pointed)
        self.update_cursor()

    def show_picture(
        self,
        picture: Picture,
        table: GreyTable | RgbTable,
        *,
        keep_view: bool,
        film: Film | None = None,
    ) -> None:
        """Show a picture through a table.

        Args:
            picture: What to show.
            table: (65536,) uint8 grey levels, or uint32 0xFFRRGGBB.
            keep_view: Leave zoom and pan; otherwise the whole film is fitted.
            film: The grid it is placed on, where it is a preview or part of another film.
        """
        self.show_layer(Layer(picture, film), table, keep_view=keep_view)

    def show_layer(self, layer: Layer, table: GreyTable | RgbTable, *, keep_view: bool) -> None:
        """Show a picture whose reductions may exist already; see ``show_picture``."""
        is_kept = keep_view and self.has_picture
        self.item.set_layer(layer)
        self.set_table(table)
        if not is_kept:
            self._hand.cancel()
        if self.look.is_fitted or not is_kept:
            self.fit()
        else:
            self.set_look(self.look)
        self.update_cursor()
        self._say_pointed()

    def clear(self) -> None:
        """Show nothing: black, without words."""
        self._hand.cancel()
        self.item.set_layer(None)
        self.show_map(None)
        self.set_wiped(None)
        self._overlay.texts, self._letters = CornerTexts(), Letters()
        self._say_pointed()
        self.update_cursor()
        self.viewport().update()

    def set_corner_texts(
        self,
        top_left: Sequence[str] = (),
        top_right: Sequence[str] = (),
        bottom_left: Sequence[str] = (),
        bottom_right: Sequence[str] = (),
    ) -> None:
        """Write the corners, from top to bottom; the first line at the top left is the title."""
        corners = (top_left, top_right, bottom_left, bottom_right)
        self.set_texts(CornerTexts(*(tuple(lines) for lines in corners)))

    @property
    def texts(self) -> CornerTexts:
        """What stands in the corners."""
        return self._overlay.texts if self._lender is None else self._lender.texts

    def set_texts(self, texts: CornerTexts) -> None:
        """Write the corners."""
        if texts != self._overlay.texts:
            before = self._taken_rows()
            self._overlay.texts = texts
            self._name()
            self._word_anew(before)

    def borrow_texts(self, lender: "Worded | None") -> None:
        """Show another's words while its picture is shown here; None ends it."""
        self._lender = lender
        self._name()
        self.viewport().update()

    def set_badge(self, word: str) -> None:
        """Write a word at the top in the middle; "" for none."""
        if word != self.badge:
            self.badge = word
            self.viewport().update()

    def set_letters(self, left: str, right: str, top: str, bottom: str) -> None:
        """Write the directions of the patient at the edges; empty where unknown."""
        letters = Letters(left, right, top, bottom)
        if letters != self._letters:
            before = self._taken_rows()
            self._letters = letters
            self._word_anew(before)

    def written(self) -> list[QRectF]:
        """Return where words stand in the corners and at the edges, in logical pixels."""
        self._prepare_overlay()
        return self._overlay.boxes(self.texts, self.width(), self.height())

    @property
    def letters(self) -> Letters:
        """The directions at the edges: those of the picture that is shown here."""
        return self._letters if self._lender is None else self._lender.letters

    def invite(self, words: str) -> None:
        """While there is no picture, say so in these words and tell of a click or Enter."""
        self._invitation = words
        self._name()
        self.viewport().update()

    def set_busy(self, is_busy: bool) -> None:
        """Draw the line that says a job for this pane is running, or no longer."""
        if is_busy != self._overlay.is_busy:
            self._overlay.is_busy = is_busy
            self.viewport().update()

    @property
    def tool(self) -> Tool:
        """What dragging with the left button does."""
        return self._tool

    @tool.setter
    def tool(self, tool: Tool) -> None:
        self._tool = tool
        self.update_cursor()

    # For the hand

    def show_box(self, box: QRectF | None) -> None:
        """Draw the box being dragged, in pixels of the pane; None ends it."""
        self._overlay.box = box
        self.viewport().update()

    def finish_box(self, box: QRectF) -> None:
        """Hand on a box that was drawn, cut to the film; a box of nothing is dropped."""
        self.show_box(None)
        film = self.film
        if film is None:
            return
        size = (self.width(), self.height())
        left, top = self.look.to_view((box.left(), box.top()), size)
        right, bottom = self.look.to_view((box.right(), box.bottom()), size)
        on_film = QRectF(
            QPointF(left, top / film.row_units), QPointF(right, bottom / film.row_units)
        ).intersected(QRectF(0, 0, film.columns, film.rows))
        if min(on_film.width(), on_film.height()) >= SMALLEST_BOX:
            self.box_drawn.emit(on_film)

    def update_cursor(self) -> None:
        """Give the pointer the shape of what it would do where it is."""
        wanted = self._fitting_cursor()
        if self.viewport().cursor() != wanted:  # setting one anew takes a turn with the screen
            self.viewport().setCursor(wanted)

    def _fitting_cursor(self) -> QCursor:
        if self._is_inviting:
            return QCursor(Qt.CursorShape.PointingHandCursor)
        if not self.has_picture:
            return QCursor(Qt.CursorShape.ArrowCursor)
        if self._hand.is_panning:
            return QCursor(Qt.CursorShape.ClosedHandCursor)
        if self._pointer is not None and self.wipe_takes(self._pointer):
            is_level = self.wipe is not None and self.wipe.is_level
            shape = Qt.CursorShape.SplitVCursor if is_level else Qt.CursorShape.SplitHCursor
            return QCursor(shape)
        return cursor_of(self._tool)

    def _say_pointed(self) -> None:
        here = self.film_point(self._pointer) if self._pointer is not None else None
        if here is not None:
            self.pointed.emit(*here)
        elif self._was_pointed:
            self.left_picture.emit()
        self._was_pointed = here is not None

    def _prepare_overlay(self) -> int:
        """Tell the overlay what it is to respect; return where a word at the top begins."""
        overlay, top = self._overlay, style.EDGE_PX
        overlay.is_synthetic, overlay.legend = self.is_synthetic, self.legend
        overlay.letters = self.letters
        beside = [pane for pane in self.neighbours if pane.isVisible() and pane.has_picture]
        overlay.taken = joined(pane._taken_rows() for pane in beside)
        overlay.above = style.FRAME_PX + style.RIBBON_PX if self.is_synthetic else 0
        span = None
        if self.badge:
            span = centred(self.badge, self.width())
        elif self.wipe is not None and not self.wipe.is_level:
            span = self.wipe.span(self.size())
        if span is not None:
            top += overlay.above + overlay.below_corners(self.texts, span, self.size())
            overlay.above = top + theme().scaled(LABEL_PX)
        return top

    def _word_anew(self, before: Rows) -> None:
        """Paint the words; the letters of the panes beside step aside, too."""
        self.viewport().update()
        if self._taken_rows() != before:
            for pane in self.neighbours:
                pane.viewport().update()

    def _taken_rows(self) -> Rows:
        return taken_rows(self.texts, self.letters, self.width(), self.height())

    def _paint_badge(self, painter: QPainter, top: int) -> None:
        left, right = centred(self.badge, self.width())
        box = QRectF(left, top, right - left, theme().scaled(LABEL_PX))
        painter.setFont(theme().font(TextRole.SECONDARY))
        paint_label(painter, box, self.badge)

    @property
    def _is_inviting(self) -> bool:
        return bool(self._invitation) and not self.has_picture

    def _name(self) -> None:
        title = self.texts.top_left[0] if self.texts.top_left else ""
        self.setAccessibleName(self._invitation if self._is_inviting else title)

    def _is_item_at(self, point: QPointF) -> bool:
        return any(isinstance(item, pg.ROI | Handle) for item in self.items(point.toPoint()))

    # Qt: these keep their names

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: ARG002, N802
        """Draw the words over the film, in pixels of the pane."""
        painter.save()
        painter.resetTransform()
        top = self._prepare_overlay()
        if self.badge:
            self._paint_badge(painter, top)
        elif self.wipe is not None:
            self.wipe.paint(painter, self.size(), top)
        self._overlay.paint(painter, self.texts, self.width(), self.height())
        if self._is_inviting:
            paint_invitation(painter, self._invitation, self.width(), self.height())
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Give the press to a measurement under it, else to the hand."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._is_inviting:
            self.invited.emit()
        elif is_left and self._is_item_at(event.position()):
            self._is_for_item = True
            super().mousePressEvent(event)
        else:
            self._hand.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on with a drag, or point."""
        self._pointer = event.position()
        if self._hand.is_holding:
            self._hand.move(event)
        else:
            super().mouseMoveEvent(event)
            if self.wipe is not None:
                self.update_cursor()
        self._say_pointed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End what the press began."""
        if self._is_for_item and event.button() == Qt.MouseButton.LeftButton:
            self._is_for_item = False
            super().mouseReleaseEvent(event)
        else:
            self._hand.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say so; another button's is a press like any other."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
        elif self._is_item_at(event.position()):
            super().mouseDoubleClickEvent(event)
        elif self.has_picture:
            self.double_clicked.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom, step or pan."""
        self._hand.wheel(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Leave the mouse's to the right button's release: the press may become a zoom."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.context_requested.emit(self.rect().center())
        event.accept()

    def enterEvent(self, event: QEvent) -> None:  # noqa: N802
        """Say that the pointer is here."""
        super().enterEvent(event)
        self.pointer_entered.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Say that nothing is pointed at any more."""
        super().leaveEvent(event)
        self._pointer = None
        self._say_pointed()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring to those who came by keyboard."""
        super().focusInEvent(event)
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._overlay.is_ringed = event.reason() in by_key
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let go when another window takes over: the release would never come."""
        super().focusOutEvent(event)
        self._overlay.is_ringed = False
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._hand.cancel()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave keys to the window: a view would scroll; but Enter takes an invitation."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._is_inviting:
            self.invited.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in _WIPE_KEYS:
            self.push_wipe(_WIPE_KEYS[event.key()])
        else:
            event.ignore()
