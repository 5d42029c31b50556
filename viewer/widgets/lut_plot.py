"""What becomes of a film's values, as curves: at one pixel, or all over the film."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.paint import box, painter_on, words

_HEIGHT = 128
_LEGEND_PX = 16
_LEGEND_GAP_PX = 8
_SWATCH = 14
_WORD_GAP = 4
_ENTRY_GAP = 16
_INSET = 8
_RING_PX = 4
_DOTS = (1.0, 2.0)
_DASHES = (4.0, 3.0)

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What the plot shows; everything is 0..1, along both axes.

    Attributes:
        across: (n,) where the values lie, rising or falling.
        unchanged: (n,) grey that would be shown over the full range.
        in_force: (n,) grey that is shown; None where no curve says it.
        regional: (n,) what the regional part of a mapping alone would show.
        windowed: (n,) what its global part alone would show.
        place: (across, up) of the pixel looked at.
        axis: What the values are: "stored".
    """

    across: Values
    unchanged: Values
    in_force: Values | None = None
    regional: Values | None = None
    windowed: Values | None = None
    place: tuple[float, float] | None = None
    axis: str = "stored"


@dataclass(frozen=True, slots=True)
class _Line:
    """How one curve is drawn.

    Attributes:
        name: In the legend.
        ink: Colour of the theme.
        width_px: Of the line.
        pattern: Lengths of strokes and gaps in line widths; empty is unbroken.
    """

    name: str
    ink: str
    width_px: float
    pattern: tuple[float, ...] = ()


_UNCHANGED = _Line(QT_TRANSLATE_NOOP("LutPlot", "Full range"), "text_2", 1, _DOTS)
_WINDOWED = _Line(QT_TRANSLATE_NOOP("LutPlot", "Global"), "text_2", 1.5, _DASHES)
_REGIONAL = _Line(QT_TRANSLATE_NOOP("LutPlot", "Regional"), "regional", 1.5)
_IN_FORCE = _Line(QT_TRANSLATE_NOOP("LutPlot", "In force"), "accent", 2)


class LutPlot(QWidget):
    """Curves on a grid of quarters, 296 x 128, with a ring at the pixel and a legend below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Curve of the grey values"))

    @property
    def curves(self) -> Curves | None:
        """What is shown."""
        return self._curves

    @property
    def legend(self) -> list[str]:
        """What stands below, from left to right."""
        return [self.tr(line.name) for line in self._entries()]

    def set_curves(self, curves: Curves | None) -> None:
        """Show curves, or an empty grid."""
        self._curves = curves
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 296 x 128, and 24 for the legend."""
        return QSize(296, _HEIGHT + _LEGEND_GAP_PX + theme().scaled(_LEGEND_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height over half the width."""
        return QSize(148, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def place_of(self, across: float, up: float) -> QPointF:
        """Return where a point of the plot lies, in pixels of the widget."""
        return QPointF(across * self.width(), (1 - up) * (_HEIGHT - 2) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the grid, the curves, the ring and the legend."""
        look, painter = theme(), painter_on(self)
        plot = QRect(0, 0, self.width(), _HEIGHT)
        box(painter, plot, look.sizes.radius_badge, fill=look.colour("plot"))
        self._draw_grid(painter)
        curves = self._curves if self.isEnabled() else None
        if curves is None:
            self._draw_axes(painter, self.tr("stored"))
            return
        if curves.place is not None:
            self._draw_ways(painter, curves.place)
        self._draw_axes(painter, self.tr(curves.axis))
        painter.setClipRect(plot)
        for line, values in self._drawn(curves):
            self._draw_curve(painter, line, curves.across, values)
        painter.setClipping(False)
        if curves.place is not None:
            self._draw_ring(painter, curves.place)
        self._draw_legend(painter)

    def _draw_grid(self, painter: QPainter) -> None:
        ink = theme().colour("plot_grid")
        for quarter in (1, 2, 3):
            x, y = round(self.width() * quarter / 4), round(_HEIGHT * quarter / 4)
            painter.fillRect(QRect(x, 0, 1, _HEIGHT), ink)
            painter.fillRect(QRect(0, y, self.width(), 1), ink)

    def _draw_axes(self, painter: QPainter, axis: str) -> None:
        look, role = theme(), TextRole.SECONDARY
        ink, ground = look.colour("text_2"), look.colour("plot")
        metrics, high = QFontMetrics(look.font(role)), look.line(role)
        for word, is_left in ((self.tr("shown"), True), (axis, False)):
            wide = metrics.horizontalAdvance(word) + 1
            left = _INSET if is_left else self.width() - _INSET - wide
            where = QRect(left, 5 if is_left else _HEIGHT - high - 5, wide, high)
            painter.fillRect(where, ground)  # no line of the grid runs through a word
            words(painter, where, word, role, ink)

    def _draw_curve(self, painter: QPainter, line: _Line, across: Values, up: Values) -> None:
        painter.setPen(_pen(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x = (across * self.width()).tolist()
        y = ((1 - up) * (_HEIGHT - 2) + 1).tolist()
        painter.drawPolyline(QPolygonF(list(map(QPointF, x, y))))

    def _draw_ways(self, painter: QPainter, place: tuple[float, float]) -> None:
        """Draw the dotted lines from the axes to the pixel's place."""
        middle = self._inside(place, 0.5)
        dotted = QPen(theme().colour("text"), 1)
        dotted.setDashPattern(_DOTS)
        dotted.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(dotted)
        painter.drawLine(QPointF(0, middle.y()), middle)
        painter.drawLine(middle, QPointF(middle.x(), _HEIGHT))

    def _draw_ring(self, painter: QPainter, place: tuple[float, float]) -> None:
        look = theme()
        painter.setPen(QPen(look.colour("text"), 1.5))
        painter.setBrush(look.colour("plot"))
        reach = _RING_PX - 0.5  # half of the line lies outside
        painter.drawEllipse(self._inside(place, _RING_PX), reach, reach)

    def _inside(self, place: tuple[float, float], margin: float) -> QPointF:
        """Return where a place lies, so far from the edges of the plot that it is seen."""
        found = self.place_of(*place)
        return QPointF(
            min(max(found.x(), margin), self.width() - margin),
            min(max(found.y(), margin), _HEIGHT - margin),
        )

    def _draw_legend(self, painter: QPainter) -> None:
        look, role = theme(), TextRole.SECONDARY
        metrics = QFontMetrics(look.font(role))
        high = look.scaled(_LEGEND_PX)
        top, left = _HEIGHT + _LEGEND_GAP_PX, 0
        swatch = look.scaled(_SWATCH)
        for line in self._entries():
            painter.setPen(_pen(line))
            middle = top + high / 2
            painter.drawLine(QPointF(left, middle), QPointF(left + swatch, middle))
            left += swatch + _WORD_GAP
            name = self.tr(line.name)
            width = metrics.horizontalAdvance(name)
            words(painter, QRect(left, top, width + 2, high), name, role, look.colour("text"))
            left += width + _ENTRY_GAP

    def _entries(self) -> list[_Line]:
        """Return what the legend names, in its order."""
        if self._curves is None:
            return []
        there = [line for line, _ in self._drawn(self._curves)]
        is_mapped = _REGIONAL in there  # its three names leave no room for a fourth
        order = (_REGIONAL, _WINDOWED, _IN_FORCE) if is_mapped else (_IN_FORCE, _UNCHANGED)
        return [line for line in order if line in there]

    def _drawn(self, curves: Curves) -> list[tuple[_Line, Values]]:
        """Return the curves there are, from the one below to the one on top."""
        order = (
            (_UNCHANGED, curves.unchanged),
            (_WINDOWED, curves.windowed),
            (_REGIONAL, curves.regional),
            (_IN_FORCE, curves.in_force),
        )
        return [(line, values) for line, values in order if values is not None]


def _pen(line: _Line) -> QPen:
    pen = QPen(theme().colour(line.ink), line.width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.pattern:
        pen.setDashPattern(line.pattern)
    return pen
