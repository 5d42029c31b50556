"""The bar between the original and the enhanced picture when one is wiped over the other."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.canvas import style
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme

BAR_PX = 2
BAR_HIT_PX = 12
KNOB_PX = 32
KNOB_HIT_PX = 44
KNOB_BELOW = 0.785  # of the pane's height: below the middle, where the film matters least
KEY_SHARE = 0.02  # of the way, by which a key moves the bar
LABEL_PX = 20
LABEL_GAP_PX = 10
LABEL_PADDING_PX = 8


@dataclass(slots=True)
class WipeBar:
    """Where the bar stands, and how it looks.

    Attributes:
        share: Of the pane's width, 0..1, left of the bar; of its height, above a level one.
        left, right: Names of the two sides; a level bar has them above and below.
        is_level: It lies level, and is moved up and down.
    """

    share: float = 0.5
    left: str = "Original"
    right: str = "Enhanced"
    is_level: bool = False

    def at(self, size: QSize) -> float:
        """Return the bar's middle in logical pixels of a pane, across or, if level, down."""
        return round(self.share * self._length(size))

    def x(self, width: int) -> float:
        """Return where the enhanced side begins in a pane that wide: 0 if the bar is level."""
        return 0.0 if self.is_level else round(self.share * width)

    def enhanced_side(self, size: QSize) -> QRectF:
        """Return the part of a pane that shows the enhanced picture."""
        at, part = self.at(size), QRectF(0, 0, size.width(), size.height())
        part.setTop(at) if self.is_level else part.setLeft(at)
        return part

    def move_to(self, at: float, size: QSize) -> None:
        """Put the bar's middle at a place along its way, at most at the pane's edges."""
        self.share = min(1.0, max(0.0, at / max(1, self._length(size))))

    def way(self, point: QPointF) -> float:
        """Return where along the bar's way a point lies."""
        return point.y() if self.is_level else point.x()

    def takes(self, point: QPointF, size: QSize) -> bool:
        """Whether a press there would take hold of the bar."""
        across = abs(self.way(point) - self.at(size))
        if across <= BAR_HIT_PX / 2:
            return True
        knob = self._knob(size)
        along = abs(point.x() - knob.x()) if self.is_level else abs(point.y() - knob.y())
        return bool(across <= KNOB_HIT_PX / 2 and along <= KNOB_HIT_PX / 2)

    def paint(self, painter: QPainter, size: QSize, top: int) -> None:
        """Draw bar, knob and labels.

        Args:
            painter: In logical pixels of the pane.
            size: Of the pane.
            top: Where the labels of an upright bar begin, below a ribbon if there is one.
        """
        middle = self.at(size) - BAR_PX / 2
        bar = QRectF(middle, 0, BAR_PX, size.height())
        if self.is_level:
            bar = QRectF(0, middle, size.width(), BAR_PX)
        painter.fillRect(bar.adjusted(-1, -1, 1, 1), QColor(style.BAR_EDGE))
        painter.fillRect(bar, QColor(style.BAR))
        painter.setFont(theme().font(TextRole.SECONDARY))
        for box, words in zip(self._labels(size, top), (self.left, self.right), strict=True):
            paint_label(painter, box, words)
        _paint_knob(painter, self._knob(size), is_level=self.is_level)

    def span(self, size: QSize) -> tuple[float, float]:
        """Return from where to where the labels of an upright bar reach across a pane."""
        left, right = self._labels(size, 0)
        return left.left(), right.right()

    def _length(self, size: QSize) -> int:
        return size.height() if self.is_level else size.width()

    def _knob(self, size: QSize) -> QPointF:
        """Return the knob's middle: away from that of the pane, where the film matters most."""
        if self.is_level:
            return QPointF(size.width() * KNOB_BELOW, self.at(size))
        return QPointF(self.at(size), size.height() * KNOB_BELOW)

    def _labels(self, size: QSize, top: int) -> tuple[QRectF, QRectF]:
        at, high = self.at(size), theme().scaled(LABEL_PX)
        left, right = label_width(self.left), label_width(self.right)
        if not self.is_level:
            return (
                QRectF(at - LABEL_GAP_PX - left, top, left, high),
                QRectF(at + LABEL_GAP_PX, top, right, high),
            )
        x = size.width() * (1 - KNOB_BELOW)
        return (
            QRectF(round(x - left / 2), at - LABEL_GAP_PX - high, left, high),
            QRectF(round(x - right / 2), at + LABEL_GAP_PX, right, high),
        )


def label_width(words: str) -> float:
    """Return how wide a label is, in logical pixels."""
    return width_of(words, theme().font(TextRole.SECONDARY)) + 2 * LABEL_PADDING_PX


def centred(words: str, width: int) -> tuple[float, float]:
    """Return from where to where a label in the middle of a pane reaches."""
    left = round((width - label_width(words)) / 2)
    return left, left + label_width(words)


def paint_label(painter: QPainter, box: QRectF, text: str) -> None:
    """Draw a word on a dark ground, in the font that is set."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.BADGE))
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QColor(style.TITLE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _paint_knob(painter: QPainter, middle: QPointF, *, is_level: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(style.BAR_EDGE), 1))
    painter.setBrush(QColor(style.BAR))
    painter.drawEllipse(middle, KNOB_PX / 2, KNOB_PX / 2)
    painter.setPen(QPen(QColor(style.BAR_EDGE), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(middle)
    painter.rotate(90 if is_level else 0)
    for side in (-1, 1):
        arrow = [QPointF(side * dx, dy) for dx, dy in ((3.5, -4), (7.5, 0), (3.5, 4))]
        painter.drawPolyline(QPolygonF(arrow))
    painter.restore()
