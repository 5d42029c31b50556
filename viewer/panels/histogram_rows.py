"""The grey values on screen before and after the recipe, over the exposed field."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine import Histogram, Voi, clipped_shares, ends_of
from viewer.document import Document
from viewer.probe_clipped import share_text
from viewer.theme import TextRole, theme
from viewer.widgets.check import CheckBox
from viewer.widgets.label import Paragraph
from viewer.widgets.paint import box, painter_on, words

BINS = 64
_LEVELS = 65536
_HEIGHT = 64
_LINE_PX = 1.5
_ENDS_PX = 16

Bars = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class GreyCounts:
    """How much of the exposed field is shown how bright.

    Attributes:
        bars: (64,) share of the field, from black to white.
        black, white: Shares of the field that the window clips, 0..1.
    """

    bars: Bars
    black: float
    white: float


def grey_counts(counted: Histogram, voi: Voi, *, is_inverted: bool) -> GreyCounts:
    """Return how much of a picture's exposed field is shown how bright.

    Args:
        counted: Of the picture.
        voi: In force on it.
        is_inverted: The user asked for the negative.
    """
    table = counted.picture.table(voi, is_inverted=is_inverted, levels=_LEVELS)
    bins = (table // (_LEVELS // BINS)).astype(np.int64)
    bars = np.bincount(bins, weights=counted.counts, minlength=BINS)
    shares = clipped_shares(counted, ends_of(table))
    return GreyCounts(bars / max(1.0, bars.sum()), shares.black, shares.white)


class HistogramRows(QWidget):
    """A switch, the two histograms over each other, and what is clipped in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self.switch = CheckBox(self.tr("Grey values before and after"))
        self.plot = GreyPlot()
        self.sentence = Paragraph("", TextRole.SECONDARY, "text_2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.switch, self.plot, self.sentence):
            column.addWidget(part)
        self.switch.clicked.connect(self._turn)
        self._turn()

    def show_document(self, document: Document | None) -> None:
        """Show the pictures of a film as they are now; nothing is counted while switched off."""
        self._document = document
        if document is None or not self.switch.isChecked():
            self.plot.set_counts(None, None)
            self.sentence.set_text("")
            return
        shown, wanted = document.shown, document.presentation
        inverted = wanted.is_inverted
        before = grey_counts(document.histogram, wanted.voi, is_inverted=inverted)
        after = before
        if shown.result is not shown.original:
            after = grey_counts(
                shown.result_histogram, document.shown_result_voi(), is_inverted=inverted
            )
        self.plot.set_counts(before, after)
        self.sentence.set_text(self._said(before, after))

    def _said(self, before: GreyCounts, after: GreyCounts) -> str:
        if after is before:
            said = self.tr("Clipped: {black} black, {white} white of the exposed field.")
        else:
            said = self.tr(
                "Clipped: {black} black, {white} white of the exposed field; "
                "of the original {black_before} and {white_before}."
            )
        return said.format(
            black=share_text(after.black),
            white=share_text(after.white),
            black_before=share_text(before.black),
            white_before=share_text(before.white),
        )

    def _turn(self) -> None:
        is_on = self.switch.isChecked()
        self.plot.setVisible(is_on)
        self.sentence.setVisible(is_on)
        self.show_document(self._document)


class GreyPlot(QWidget):
    """Root counts over the grey scale: the result filled, the original as a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: GreyCounts | None = None
        self._after: GreyCounts | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Grey values on screen, before and after"))

    @property
    def counts(self) -> tuple[GreyCounts | None, GreyCounts | None]:
        """Original and result, as far as shown."""
        return self._before, self._after

    def set_counts(self, before: GreyCounts | None, after: GreyCounts | None) -> None:
        """Show two histograms, or none."""
        self._before, self._after = before, after
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 296 x 64, and 16 for the ends of the grey scale."""
        return QSize(296, _HEIGHT + theme().scaled(_ENDS_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height over half the width."""
        return QSize(148, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the plot, and what its ends and its two shapes are."""
        look, painter = theme(), painter_on(self)
        plot = QRect(0, 0, self.width(), _HEIGHT)
        box(painter, plot, look.sizes.radius_badge, fill=look.colour("plot"))
        painter.setClipRect(plot)
        if self._after is not None and self._before is not None:
            top = max(_highest(self._before.bars), _highest(self._after.bars))
            painter.fillPath(
                self._shape(self._after.bars, top, is_closed=True), look.colour("histogram_in")
            )
            painter.strokePath(
                self._shape(self._before.bars, top, is_closed=False),
                QPen(look.colour("text"), _LINE_PX),
            )
        painter.setClipping(False)
        self._draw_ends(painter)

    def _shape(self, bars: Bars, top: float, *, is_closed: bool) -> QPainterPath:
        """Return root counts as a line, or as an area."""
        wide = self.width() / BINS
        heights = np.sqrt(np.minimum(bars / top, 1.0)) * (_HEIGHT - 4)
        points = [
            QPointF((at + 0.5) * wide, _HEIGHT - 1 - float(height))
            for at, height in enumerate(heights)
        ]
        path = QPainterPath(QPointF(0, _HEIGHT) if is_closed else points[0])
        for point in points:
            path.lineTo(point)
        if is_closed:
            path.lineTo(QPointF(self.width(), _HEIGHT))
            path.closeSubpath()
        return path

    def _draw_ends(self, painter: QPainter) -> None:
        look, role = theme(), TextRole.SECONDARY
        where = QRect(0, _HEIGHT, self.width(), look.scaled(_ENDS_PX))
        ink = look.colour("text_2")
        for text, align in (
            (self.tr("black"), Qt.AlignmentFlag.AlignLeft),
            (self.tr("line original, area result"), Qt.AlignmentFlag.AlignHCenter),
            (self.tr("white"), Qt.AlignmentFlag.AlignRight),
        ):
            words(painter, where, text, role, ink, align)


def _highest(bars: Bars) -> float:
    """Return the highest bar but for the ends, where what is clipped would dwarf the rest."""
    inside = float(bars[1:-1].max())
    return inside if inside > 0 else max(float(bars.max()), 1e-9)
