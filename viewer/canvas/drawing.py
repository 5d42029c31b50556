"""A lasso: outlines drawn free-hand on either pane, or from corner to corner."""

import math
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPolygonF, QTransform
from PySide6.QtWidgets import QApplication

from viewer.canvas import style
from viewer.canvas.compare import CompareView
from viewer.canvas.outline_overlay import OutlineItem, stroke
from viewer.canvas.pane import Pane
from viewer.canvas.shares import Outline, picture_rect
from viewer.canvas.words import draw_line, shortened, width_of
from viewer.theme import TextRole, theme
from viewer.translator import QT_TRANSLATE_NOOP

FIRST_HINT: Final = QT_TRANSLATE_NOOP(
    "RegionDesk", "Drag around the region or click its corners. Esc ends."
)
NEXT_HINT: Final = QT_TRANSLATE_NOOP("RegionDesk", "Drag or click another outline. Esc ends.")

_Z = 980
_SMALLEST_PX2 = 40.0
"""A stroke around less, in logical pixels, was a slip."""

_CLICK_PX = 4.0
"""As far as a hand may move that only clicks a corner."""

_NEAR_PX = 8.0
"""So near to the first corner or the last a click closes the outline."""

_FIRST_PX = 4.0
_COARSE_PX = 0.8
_MOST_CORNERS = 240
_HINT_TOP_PX = 88
"""Below the corner texts, and a ribbon."""


class Lasso(QObject):
    """Takes the left button of both panes while it is on; the others zoom and pan as ever.

    A drag is closed when the button is let go. A click sets a corner, and further clicks others,
    until one on the first or the last closes the outline: so a keyboard can draw, too.

    Args:
        compare: The panes.

    Signals:
        drawn: A pane, and an outline in shares of the picture it shows.
        ended: The user is done: Esc without a stroke under way.
    """

    drawn = Signal(object, object)
    ended = Signal()

    def __init__(self, compare: CompareView) -> None:
        super().__init__(compare)
        self._panes = {pane.viewport(): pane for pane in compare.all_panes}
        self._strokes = {pane: _Stroke(pane) for pane in compare.all_panes}
        self._drawing: Pane | None = None
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Whether the left button draws."""
        return self._is_on

    def start(self, hint: str) -> None:
        """Take the left button, and say on the panes what to do."""
        for stroke_of in self._strokes.values():
            stroke_of.set_hint(hint)
        if not self._is_on:
            self._is_on = True
            _application().installEventFilter(self)
        self._set_cursor()

    def stop(self) -> None:
        """Give the left button back; a stroke under way is dropped."""
        if not self._is_on:
            return
        self._is_on = False
        self.drop()
        _application().removeEventFilter(self)
        for pane, stroke_of in self._strokes.items():
            stroke_of.set_hint("")
            pane.update_cursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Draw with the left button; Esc drops the stroke, or ends."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            assert isinstance(event, QKeyEvent)  # noqa: S101 - the types above
            return event.key() == Qt.Key.Key_Escape and self._escape(event)
        if isinstance(event, QMouseEvent) and watched in self._panes:
            return self._hear(self._panes[watched], event)
        return False

    def _escape(self, event: QKeyEvent) -> bool:
        if QApplication.activePopupWidget() is not None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            if self._drawing is not None:
                self.drop()
            else:
                self.ended.emit()
        return True

    def _hear(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether the pane's hand shall not hear of it."""
        kind, is_left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and is_left:
            self._press(pane, event.position())
            return True
        if kind == QEvent.Type.MouseButtonDblClick and is_left:
            if self._drawing is pane and self._strokes[pane].has_area:
                self._finish(pane)
            return True
        if kind == QEvent.Type.MouseMove:
            pane.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return self._drawing is pane and self._move(pane, event)
        if kind == QEvent.Type.MouseButtonRelease and is_left:
            if self._drawing is pane and self._strokes[pane].let_go():
                self._finish(pane)
            return True
        return False

    def _press(self, pane: Pane, point: QPointF) -> None:
        if self._drawing is pane and self._strokes[pane].closes_at(point):
            self._finish(pane)
        elif pane.has_picture and self._drawing in (None, pane):
            self._drawing = pane
            self._strokes[pane].press(point)

    def _move(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether it was a stroke; else the line to the next corner follows."""
        is_stroke = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_stroke:
            self._strokes[pane].add(event.position())
        elif not event.buttons():
            self._strokes[pane].point_at(event.position())
        return is_stroke

    def _finish(self, pane: Pane) -> None:
        outline = self._strokes[pane].outline()
        self.drop()
        if outline:
            self.drawn.emit(pane, outline)

    def drop(self) -> None:
        """Drop what is half drawn; the button still draws."""
        if self._drawing is not None:
            self._strokes[self._drawing].clear()
            self._drawing = None

    def _set_cursor(self) -> None:
        for viewport in self._panes:
            viewport.setCursor(Qt.CursorShape.CrossCursor)


class _Stroke(OutlineItem):
    """What has been drawn so far, and the line that tells how."""

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane, _Z)
        self._points: list[tuple[float, float]] = []  # view units, kept on the picture
        self._pressed = 0  # where in these the button went down last
        self._next: tuple[float, float] | None = None  # what a click would add
        self._has_corner = False  # set by a click: more are to come
        self._hint = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is being drawn."""
        return not (self._points or self._hint)

    @property
    def has_area(self) -> bool:
        """Whether there are corners enough to close."""
        return len(self._points) > 2

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._pane.viewport().update()

    def press(self, point: QPointF) -> None:
        self._pressed = len(self._points)
        self.add(point)

    def add(self, point: QPointF) -> None:
        self._points.append(self._place(point))
        self._next = None
        self._pane.viewport().update()

    def point_at(self, point: QPointF) -> None:
        self._next = self._place(point)
        self._pane.viewport().update()

    def let_go(self) -> bool:
        """Return whether the hand has drawn; of a click that shook its first place is kept."""
        first = self._points[self._pressed]
        if max(self._apart(first, other) for other in self._points[self._pressed :]) > _CLICK_PX:
            return True
        del self._points[self._pressed + 1 :]
        self._has_corner = True
        self._pane.viewport().update()
        return False

    def closes_at(self, point: QPointF) -> bool:
        """Return whether a click there is on the first corner or the last."""
        here = self._place(point)
        ends = (self._points[0], self._points[-1]) if self.has_area else ()
        return any(self._apart(here, end) <= _NEAR_PX for end in ends)

    def clear(self) -> None:
        self._points, self._next, self._has_corner = [], None, False
        self._pane.viewport().update()

    def _place(self, point: QPointF) -> tuple[float, float]:
        """Return a point of the pane in view units, moved onto the picture."""
        pane, place = self._pane, picture_rect(self._pane)
        x, y = pane.look.to_view((point.x(), point.y()), (pane.width(), pane.height()))
        return (
            min(max(x, place.left()), place.right()),
            min(max(y, place.top()), place.bottom()),
        )

    def _apart(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        """Return how far apart two of these places lie, in logical pixels."""
        return math.dist(one, other) * self._pane.look.scale

    def outline(self) -> Outline:
        """Return the stroke as few corners, in shares of the picture; () if it was a slip."""
        scale, place = self._pane.look.scale, picture_rect(self._pane)
        drawn = np.array(self._points, np.float32) * np.float32(scale)
        corners = simplified(drawn)
        if len(corners) < 3 or abs(cv2.contourArea(corners)) < _SMALLEST_PX2:
            return ()
        return tuple(
            ((x / scale - place.left()) / place.width(), (y / scale - place.top()) / place.height())
            for x, y in corners.astype(np.float64).tolist()
        )

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        if self._points:
            places = [*self._points, *([self._next] if self._next else [])]
            line = view.map(QPolygonF([QPointF(x, y) for x, y in places]))
            closing = QPolygonF([line.last(), line.first()])
            colour = QColor(style.FILM_LINE)
            stroke(painter, [closing], colour, is_dashed=True)
            stroke(painter, [line, _around(line.first())], colour, is_dashed=False)
        if self._has_corner:
            self._draw_hint(
                painter,
                QCoreApplication.translate(
                    "Lasso", "Click the first or the last corner to close. Esc drops it."
                ),
            )
        elif self._hint:
            self._draw_hint(painter, self._hint)

    def _draw_hint(self, painter: QPainter, hint: str) -> None:
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        room = self._pane.width() - 2 * style.SIDE_PX - 16
        text = shortened(hint, font, room)
        wide = width_of(text, font) + 16
        top = theme().scaled(_HINT_TOP_PX)
        box = QRectF((self._pane.width() - wide) / 2, top, wide, line + 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.BADGE))
        painter.drawRoundedRect(box, 4, 4)
        draw_line(painter, box.left() + 8, box.center().y(), text, font, style.TITLE)


def _application() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None  # noqa: S101 - there are panes
    return found


def _around(point: QPointF) -> QPolygonF:
    """Return a square around the first corner: a click there closes the outline."""
    half = QPointF(_FIRST_PX, _FIRST_PX)
    return QPolygonF(QRectF(point - half, point + half))


def simplified(points: np.ndarray) -> np.ndarray:
    """Return the corners of a closed stroke: (n, 2) float32, at most some hundreds.

    Args:
        points: (n, 2) float32 in logical pixels.
    """
    coarse = _COARSE_PX
    corners: np.ndarray = cv2.approxPolyDP(points, coarse, True)[:, 0]
    while len(corners) > _MOST_CORNERS:
        coarse *= 1.5
        corners = cv2.approxPolyDP(points, coarse, True)[:, 0]
    return corners
