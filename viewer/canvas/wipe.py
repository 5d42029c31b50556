"""The bar between the original and the enhanced picture when one is wiped over the other."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.canvas import style
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme

BAR_PX = 2
BAR_HIT_PX = 12
KNOB_PX = 32
KNOB_HIT_PX = 44
KNOB_BELOW = 0.785  # of the pane's height: below the middle, where the film matters least
LABEL_PX = 20
LABEL_GAP_PX = 10
LABEL_PADDING_PX = 8


@dataclass(slots=True)
class WipeBar:
    """Where the bar stands, and how it looks.

    Attributes:
        share: Of the pane's width, 0..1, left of the bar.
        left, right: Names of the two sides.
    """

    share: float = 0.5
    left: str = "Original"
    right: str = "Enhanced"

    def x(self, width: int) -> float:
        """Return the bar's middle in logical pixels of a pane that wide."""
        return round(self.share * width)

    def move_to(self, x: float, width: int) -> None:
        """Put the bar's middle at x, at most at the pane's edges."""
        self.share = min(1.0, max(0.0, x / max(1, width)))

    def takes(self, point: QPointF, width: int, height: int) -> bool:
        """Whether a press there would take hold of the bar."""
        across = abs(point.x() - self.x(width))
        if across <= BAR_HIT_PX / 2:
            return True
        down = abs(point.y() - height * KNOB_BELOW)
        return bool(across <= KNOB_HIT_PX / 2 and down <= KNOB_HIT_PX / 2)

    def paint(self, painter: QPainter, width: int, height: int, top: int) -> None:
        """Draw bar, knob and labels.

        Args:
            painter: In logical pixels of the pane.
            width: Of the pane.
            height: Of the pane.
            top: Where the labels begin, below a ribbon if there is one.
        """
        x = self.x(width)
        edge = QColor(style.BAR_EDGE)
        painter.fillRect(QRectF(x - BAR_PX / 2 - 1, 0, BAR_PX + 2, height), edge)
        painter.fillRect(QRectF(x - BAR_PX / 2, 0, BAR_PX, height), QColor(style.BAR))
        font = theme().font(TextRole.SECONDARY)
        painter.setFont(font)
        high = theme().scaled(LABEL_PX)
        wide = width_of(self.left, font) + 2 * LABEL_PADDING_PX
        _paint_label(painter, QRectF(x - LABEL_GAP_PX - wide, top, wide, high), self.left)
        wide = width_of(self.right, font) + 2 * LABEL_PADDING_PX
        _paint_label(painter, QRectF(x + LABEL_GAP_PX, top, wide, high), self.right)
        _paint_knob(painter, QPointF(x, height * KNOB_BELOW))


def _paint_label(painter: QPainter, box: QRectF, text: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.BADGE))
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QColor(style.TITLE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _paint_knob(painter: QPainter, middle: QPointF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(style.BAR_EDGE), 1))
    painter.setBrush(QColor(style.BAR))
    painter.drawEllipse(middle, KNOB_PX / 2, KNOB_PX / 2)
    painter.setPen(QPen(QColor(style.BAR_EDGE), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in (-1, 1):
        arrow = [QPointF(side * dx, dy) + middle for dx, dy in ((3.5, -4), (7.5, 0), (3.5, 4))]
        painter.drawPolyline(QPolygonF(arrow))
    painter.restore()
