"""The histogram of a film with the window over it, to be dragged."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import box, painter_on, words
from viewer.wording import modality_value

_HANDLE = QSize(8, 24)
_HIT_PX = 10
_LEAST_BOX_PX = 3
_LIMITS_PX = 20
_CURVE_PX = 1.5
_HEADROOM = 0.92
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Grip(Enum):
    LOW = "low"
    HIGH = "high"
    WHOLE = "whole"
    BOX = "box"


class HistogramView(QWidget):
    """Root counts, the window with a handle at either end, and the curve in force.

    Drag a handle to move one end, drag between them to move the whole window; a box dragged
    outside of it, or anywhere with Ctrl, becomes the window. With the keyboard, Left and Right move
    the window by a hundredth of its width, Up and Down widen and narrow it.

    Signals:
        window_changing: Low and high end while the user moves them.
        window_changed: Low and high end at rest.
    """

    window_changing = Signal(float, float)
    window_changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: npt.NDArray[np.float64] = np.zeros(0)
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}
        self._low, self._high = 0.0, 1.0
        self._window = (0.0, 1.0)
        self._curve: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
        self._curve_path: QPainterPath | None = None
        self._caption = ""
        self._held: _Grip | None = None
        self._start: tuple[float, float] | None = None
        self._press_x = 0.0
        self.least_width = 1.0
        """The window is never made narrower than this."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Histogram and window"))

    @property
    def window_ends(self) -> tuple[float, float]:
        """Low and high end of the window shown."""
        return self._window

    def set_bars(
        self, counts: npt.NDArray[np.integer] | npt.NDArray[np.floating], low: float, high: float
    ) -> None:
        """Show a histogram.

        Args:
            counts: (bins,) how many pixels; the root is drawn.
            low: Value at the outer edge of the first bin.
            high: Value at the outer edge of the last bin, above ``low``.

        Raises:
            ValueError: If the range is empty or the counts are no list.
        """
        if counts.ndim != 1 or not low < high:
            raise ValueError(f"no histogram: shape {counts.shape}, {low} to {high}")
        roots = np.sqrt(np.maximum(counts.astype(np.float64), 0))
        self._bars = roots / roots.max() if roots.size and roots.max() > 0 else roots
        self._low, self._high = low, high
        self._drawn.clear()
        self.update()

    def set_window(self, low: float, high: float) -> None:
        """Show a window without a signal; ignored while the user drags."""
        if self._held is None:
            self._put(low, high)

    def set_curve(self, points: Sequence[tuple[float, float]]) -> None:
        """Show the curve in force.

        Args:
            points: (x, y), x from 0 (low end of the window) to 1 (high end), y the grey level 0..1.
        """
        curve = tuple(points)
        if curve != self._curve:
            self._curve, self._curve_path = curve, None
            self.update()

    @property
    def curve(self) -> tuple[tuple[float, float], ...]:
        """The curve shown, as ``set_curve`` got it."""
        return self._curve

    def set_caption(self, text: str) -> None:
        """Say what the values are: "stored values, √ count"."""
        self._caption = text
        self.update()

    def x_of(self, value: float) -> float:
        """Return where a value lies, in pixels from the left edge."""
        return (value - self._low) / (self._high - self._low) * self.width()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 296 x 96, and 20 for the limits."""
        return QSize(296, theme().sizes.histogram + theme().scaled(_LIMITS_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height over half the width."""
        return QSize(148, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a handle or the window, or begin a box."""
        held = self._at(event.position())
        if held is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            held = _Grip.BOX
        if event.button() == Qt.MouseButton.LeftButton and held is not None:
            self._held, self._start = held, self._window
            self._press_x = event.position().x()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move what is held, or say by the cursor what could be."""
        if self._held is None or self._start is None:
            self._point(self._at(event.position()))
            return
        if self._held is _Grip.BOX:
            self._draw_out(event.position().x())
            return
        way = (event.position().x() - self._press_x) / self.width() * (self._high - self._low)
        low, high = self._start
        if self._held is not _Grip.HIGH:
            low += way
        if self._held is not _Grip.LOW:
            high += way
        if self._held is _Grip.LOW:
            low = min(low, high - self.least_width)
        if self._held is _Grip.HIGH:
            high = max(high, low + self.least_width)
        self._move(low, high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._held = None
            self._settle()
            self.update()

    def _draw_out(self, x: float) -> None:
        """Let the window be from where the button went down to where the pointer is."""
        edge = self.width()
        ends = sorted(min(max(place, 0.0), edge) for place in (self._press_x, x))
        if ends[1] - ends[0] < _LEAST_BOX_PX:
            return  # a click is no window
        low, high = (self._low + end / edge * (self._high - self._low) for end in ends)
        self._move(low, max(high, low + self.least_width))

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from the shortcuts of the window."""
        return is_claimed(event, _ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move, widen and narrow the window."""
        low, high = self._window
        step = max(self.least_width, (high - low) / 100)
        ways = {
            Qt.Key.Key_Left: (-step, -step),
            Qt.Key.Key_Right: (step, step),
            Qt.Key.Key_Up: (-step, step),
            Qt.Key.Key_Down: (step, -step),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._start = self._start or self._window
        if high + way[1] - low - way[0] >= self.least_width:
            self._move(low + way[0], high + way[1])

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Come to rest when the key is up."""
        if not event.isAutoRepeat():
            self._settle()
        super().keyReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars, the window, the curve and the limits."""
        look, painter = theme(), painter_on(self)
        plot = QRect(0, 0, self.width(), look.sizes.histogram)
        box(painter, plot, look.sizes.radius_badge, fill=look.colour("plot"))
        painter.setClipRect(plot)
        self._draw_bars(painter, plot)
        self._draw_window(painter, plot)
        painter.setClipping(False)
        if self.isEnabled():
            for value in self._window:
                self._draw_handle(painter, value, plot)
            self._draw_limits(painter)

    def _draw_bars(self, painter: QPainter, plot: QRect) -> None:
        if self._bars.size == 0:
            return
        painter.drawPixmap(0, 0, self._bars_in("histogram_out", plot))
        if self.isEnabled():
            low, high = (min(max(round(self.x_of(v)), 0), plot.width()) for v in self._window)
            ratio, inside = self.devicePixelRatioF(), self._bars_in("histogram_in", plot)
            part = QRect(low, 0, high - low, plot.height())  # a clip would cost twice the drawing
            source = QRectF(low * ratio, 0, part.width() * ratio, part.height() * ratio)
            painter.drawPixmap(QRectF(part), inside, source)

    def _bars_in(self, role: str, plot: QRect) -> QPixmap:
        """Return the bars in one colour, drawn once: a window drag must not draw them anew."""
        ratio = self.devicePixelRatioF()
        key = (role, plot.width(), plot.height(), ratio)
        if key not in self._drawn:
            size = plot.size() * ratio
            made = QPixmap.fromImage(
                _bars_image(self._bars, size.width(), size.height(), theme().colour(role))
            )
            made.setDevicePixelRatio(ratio)
            self._drawn[key] = made
        return self._drawn[key]

    def _draw_window(self, painter: QPainter, plot: QRect) -> None:
        if not self.isEnabled():
            return
        low, high = (self.x_of(value) for value in self._window)
        accent = theme().colour("accent")
        for x in (low, high):
            painter.fillRect(QRectF(self._line_x(x), plot.top(), 1, plot.height()), accent)
        height = plot.height() - 2
        place = QTransform(high - low, 0, 0, -height, low, plot.bottom())
        painter.setPen(QPen(accent, _CURVE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(place.map(self._curve_drawn()))

    def _curve_drawn(self) -> QPainterPath:
        """Return the curve in a square of side 1: a window drag moves it, but bends it seldom."""
        if self._curve_path is None:
            self._curve_path = path = QPainterPath()
            for index, (x, y) in enumerate(self._curve):
                path.lineTo(x, y) if index else path.moveTo(x, y)
        return self._curve_path

    def _line_x(self, x: float) -> int:
        return min(max(round(x - 0.5), 0), self.width() - 1)

    def _draw_handle(self, painter: QPainter, value: float, plot: QRect) -> None:
        middle = self._line_x(self.x_of(value)) + 0.5
        corner = QPointF(round(middle - _HANDLE.width() / 2), (plot.height() - 24) / 2)
        where = QRectF(corner, _HANDLE.toSizeF())
        box(painter, where.adjusted(-1, -1, 1, 1), 3, fill=QColor(0, 0, 0, 150))
        box(painter, where, 2, fill=theme().colour("knob"))

    def _draw_limits(self, painter: QPainter) -> None:
        look, role = theme(), TextRole.SECONDARY
        metrics = QFontMetrics(look.font(role))
        top, height = look.sizes.histogram, look.scaled(_LIMITS_PX)
        ink = look.colour("accent" if self._held else "text_2")
        spans = []
        for value in self._window:
            text = modality_value(value)
            width = metrics.horizontalAdvance(text)
            left = round(self.x_of(value) - width / 2)
            spans.append((text, left, width))
        spans = _apart(spans, self.width())
        for text, left, width in spans:
            words(painter, QRect(left, top, width + 2, height), text, role, ink)
        middle = metrics.horizontalAdvance(self._caption)
        left = (self.width() - middle) // 2
        if spans[0][1] + spans[0][2] + 8 <= left and left + middle + 8 <= spans[1][1]:
            where = QRect(left, top, middle + 2, height)
            words(painter, where, self._caption, role, look.colour("text_2"))

    def _at(self, position: QPointF) -> _Grip | None:
        if not self.isEnabled() or not 0 <= position.y() < theme().sizes.histogram:
            return None
        low, high = (min(max(self.x_of(v), 0.0), self.width()) for v in self._window)
        ways = {_Grip.LOW: abs(position.x() - low), _Grip.HIGH: abs(position.x() - high)}
        nearest = min(ways, key=lambda grip: ways[grip])
        if ways[nearest] <= _HIT_PX:
            return nearest
        return _Grip.WHOLE if low < position.x() < high else _Grip.BOX

    def _point(self, grip: _Grip | None) -> None:
        if grip is None:
            self.unsetCursor()
        elif grip is _Grip.WHOLE:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif grip is _Grip.BOX:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.setCursor(Qt.CursorShape.SizeHorCursor)

    def _put(self, low: float, high: float) -> None:
        self._window = (low, high)
        said = f"{modality_value(low)} to {modality_value(high)}"
        self.setAccessibleDescription(said)
        self.update()

    def _move(self, low: float, high: float) -> None:
        if (low, high) != self._window:
            self._put(low, high)
            self.window_changing.emit(low, high)

    def _settle(self) -> None:
        start, self._start = self._start, None
        if start is not None and start != self._window:
            self.window_changed.emit(*self._window)


def _apart(spans: list[tuple[str, int, int]], room: int) -> list[tuple[str, int, int]]:
    """Move the two limits so that both lie inside ``room`` and neither covers the other."""
    (low, left, width), (high, right, other) = spans
    left = min(max(left, 0), max(0, room - other - 8 - width))
    right = min(max(right, left + width + 8), max(0, room - other))
    return [(low, left, width), (high, right, other)]


def _bars_image(bars: npt.NDArray[np.float64], width: int, height: int, colour: QColor) -> QImage:
    """Return bars joined to one shape, smooth at its edge; as an array, as a path takes 5 ms.

    Args:
        bars: (n,) from 0 to 1.
        width: Of the picture, in pixels of the screen.
        height: Likewise.
        colour: Of the shape.
    """
    ends = np.concatenate([[0.0], bars, [0.0]])
    places = np.concatenate([[0.0], (np.arange(bars.size) + 0.5) * width / bars.size, [width]])
    tops = np.interp(np.arange(width) + 0.5, places, ends) * height * _HEADROOM
    above_foot = height - 1 - np.arange(height, dtype=np.float64)[:, None]
    cover = np.clip(tops[None] - above_foot, 0.0, 1.0) * colour.alphaF()
    ink = np.array([colour.blue(), colour.green(), colour.red(), 255], np.float64)
    pixels = np.ascontiguousarray((cover[..., None] * ink).round().astype(np.uint8))
    made = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return made.copy()
