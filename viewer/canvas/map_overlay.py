"""A map of the mapping over a picture: its colours, and the bar that says what they mean."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from viewer.canvas import style
from viewer.canvas.geometry import Film
from viewer.canvas.picture_item import Sheet, SheetItem
from viewer.canvas.pyramid import Indices
from viewer.canvas.words import draw_line, shortened, width_of
from viewer.map_colours import DARK, NEUTRAL, opaque_table, overlay_table
from viewer.theme import TextRole, theme

BAR_WIDTH: Final = 212
BAR_HEIGHT: Final = 12
_GAP: Final = 4
_SAMPLES: Final = 256
_WORDS_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class Legend:
    """What a map is, and what its colours mean.

    Attributes:
        title: Above the bar.
        low, middle, high: Below it: at its ends, and where its colours meet.
    """

    title: str
    low: str
    middle: str
    high: str

    def paint(self, painter: QPainter, width: int, bottom: float) -> None:
        """Draw words, bar and words, at the right and above ``bottom``, in pixels of the pane."""
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        left = self.left(width)
        long = width - style.SIDE_PX - left
        below = bottom - _GAP - line / 2
        bar = QRectF(left, below - line / 2 - _GAP - BAR_HEIGHT, long, BAR_HEIGHT)
        title = shortened(self.title, font, long)
        draw_line(painter, left, bar.top() - _GAP - line / 2, title, font, style.TITLE)
        painter.drawImage(bar, _bar())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(style.BAR_LINE), 1))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        high, middle = width_of(self.high, font), width_of(self.middle, font)
        draw_line(painter, left, below, self.low, font, style.TITLE)
        draw_line(painter, left + long - high, below, self.high, font, style.TITLE)
        room = long / 2 - max(high, width_of(self.low, font)) - _WORDS_GAP
        if middle / 2 <= room:
            draw_line(painter, left + (long - middle) / 2, below, self.middle, font, style.TITLE)

    @staticmethod
    def left(width: int) -> int:
        """Return where it begins in a pane of this width."""
        return width - style.SIDE_PX - min(theme().scaled(BAR_WIDTH), width - 2 * style.SIDE_PX)

    @staticmethod
    def height() -> int:
        """Return how many pixels it takes above its bottom."""
        return 2 * theme().line(TextRole.SECONDARY) + BAR_HEIGHT + 3 * _GAP


@dataclass(frozen=True, slots=True)
class MapNotes:
    """What is to be said of a map in a corner of the pane.

    Attributes:
        shown: That it is there.
        dragged: What a drag with the window tool does now; "" where that is as always.
    """

    shown: str = ""
    dragged: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """One map, ready to be laid over the picture of its film.

    Attributes:
        indices: (rows, columns) uint16 into the colours of a map, turned as the film is; it
            covers the whole film, however many pixels it has.
        legend: What it is.
        notes: For a corner of the pane.
    """

    indices: Indices
    legend: Legend
    notes: MapNotes = MapNotes()


class MapItem(SheetItem):
    """Draws a map over a film, clear where it is unchanged, interpolated between its pixels."""

    FORMAT = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        super().__init__()
        self.layer: MapLayer | None = None
        self.set_table(overlay_table())

    def show_layer(self, layer: MapLayer | None, film: Film | None) -> None:
        """Lay a map over the whole of a film, or none."""
        self.layer = layer if film is not None else None
        if layer is None or film is None:
            self.set_sheet(None)
        else:
            self.set_sheet(Sheet(layer.indices, film.width, film.height))


@cache
def _bar() -> QImage:
    places = np.linspace(0, 2 * NEUTRAL, _SAMPLES).astype(np.intp)
    row = np.ascontiguousarray(opaque_table(DARK)[places])
    image = QImage(row.data, _SAMPLES, 1, row.nbytes, QImage.Format.Format_RGB32)
    return image.copy()
