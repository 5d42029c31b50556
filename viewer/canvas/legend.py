"""The bar on a pane that says what the colours over the film mean."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from viewer.canvas import style
from viewer.canvas.words import draw_line, shortened, width_of
from viewer.icons import pixmap
from viewer.map_colours import DARK, NEUTRAL, RgbTable, opaque_table
from viewer.theme import TextRole, on_film, theme

BAR_WIDTH: Final = 212
BAR_HEIGHT: Final = 12
_GAP: Final = 4
_SAMPLES: Final = 256
_WORDS_GAP: Final = 8
_ICON: Final = 16
_ICON_GAP: Final = 4
_SMALLEST_FONT_PX: Final = 6


def bar_of(table: RgbTable, first: int, last: int) -> QImage:
    """Return a row of colours, from one index of an opaque table to another."""
    places = np.linspace(first, last, _SAMPLES).astype(np.intp)
    row = np.ascontiguousarray(table[places])
    image = QImage(row.data, _SAMPLES, 1, row.nbytes, QImage.Format.Format_RGB32)
    return image.copy()


@cache
def map_bar() -> QImage:
    """Return the colours of a map of the mapping, from its low end to its high one."""
    return bar_of(opaque_table(DARK), 0, 2 * NEUTRAL)


@dataclass(frozen=True, slots=True)
class Legend:
    """What a map is, and what its colours mean.

    Attributes:
        title: Above the bar.
        low, middle, high: Below it: at its ends, and where its colours meet.
        warning: Below these, with an icon, whole however narrow the pane; "" for none.
        width_px: Of the bar at text scale 1.
        bar: Gives its colours.
    """

    title: str
    low: str
    middle: str
    high: str
    warning: str = ""
    width_px: int = BAR_WIDTH
    bar: Callable[[], QImage] = map_bar

    def paint(self, painter: QPainter, width: int, bottom: float) -> None:
        """Draw words, bar and words, at the right and above ``bottom``, in pixels of the pane."""
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        left = self.left(width)
        long = width - style.SIDE_PX - left
        if self.warning:
            bottom -= line
            self._paint_warning(painter, left, bottom + line / 2, long)
        below = bottom - _GAP - line / 2
        bar = QRectF(left, below - line / 2 - _GAP - BAR_HEIGHT, long, BAR_HEIGHT)
        title = shortened(self.title, font, long)
        draw_line(painter, left, bar.top() - _GAP - line / 2, title, font, style.TITLE)
        painter.drawImage(bar, self.bar())
        paint_frame(painter, bar, 1, QColor(style.BAR_LINE))
        self._paint_ends(painter, left, below, long, font)

    def left(self, width: int) -> int:
        """Return where it begins in a pane of this width."""
        wanted = theme().scaled(self.width_px)
        return width - style.SIDE_PX - min(wanted, width - 2 * style.SIDE_PX)

    def height(self) -> int:
        """Return how many pixels it takes above its bottom."""
        lines = 3 if self.warning else 2
        return lines * theme().line(TextRole.SECONDARY) + BAR_HEIGHT + 3 * _GAP

    def _paint_ends(
        self, painter: QPainter, left: float, middle_y: float, long: float, font: QFont
    ) -> None:
        high, middle = width_of(self.high, font), width_of(self.middle, font)
        draw_line(painter, left, middle_y, self.low, font, style.TITLE)
        draw_line(painter, left + long - high, middle_y, self.high, font, style.TITLE)
        room = long / 2 - max(high, width_of(self.low, font)) - _WORDS_GAP
        if self.middle and middle / 2 <= room:
            x = left + (long - middle) / 2
            draw_line(painter, x, middle_y, self.middle, font, style.TITLE)

    def _paint_warning(self, painter: QPainter, left: float, middle: float, long: float) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        where = QPointF(round(left), round(middle - _ICON / 2))
        with on_film():
            icon = pixmap("warn", _ICON, "warn", ratio)
        painter.drawPixmap(where, icon)
        font, room = theme().font(TextRole.SECONDARY), long - _ICON - _ICON_GAP
        while width_of(self.warning, font) > room and font.pixelSize() > _SMALLEST_FONT_PX:
            font.setPixelSize(font.pixelSize() - 1)  # shrunk, never cut: it has to be read
        draw_line(painter, left + _ICON + _ICON_GAP, middle, self.warning, font, style.WARN)


def paint_frame(painter: QPainter, around: QRectF, line: int, colour: QColor) -> None:
    """Draw the border inside a rectangle; filled, as a stroke takes ten times as long."""
    for edge in (
        QRectF(around.left(), around.top(), around.width(), line),
        QRectF(around.left(), around.bottom() - line, around.width(), line),
        QRectF(around.left(), around.top(), line, around.height()),
        QRectF(around.right() - line, around.top(), line, around.height()),
    ):
        painter.fillRect(edge, colour)
