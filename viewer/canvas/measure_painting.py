"""Painting measurements: lines that show on any grey, rings to pull at, figures beside them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from engine import MeasureKind
from viewer.canvas import style
from viewer.canvas.measure_marks import Mark, Words
from viewer.canvas.measure_shapes import Shape, grown
from viewer.canvas.words import draw_line, width_of
from viewer.theme import TextRole, theme

_UNDER: Final = "#B3000000"  # black, 70 %
_UNDER_PX = 4.0
_LINE_PX = 1.5
_DASHES = (4.0, 3.0)
_RING_PX = 4.5


def drawing_of(
    mark: Mark,
    shape: Shape,
    handles: Sequence[QPointF],
    held: int | None,
    film: QRectF,
    ratio: float,
) -> tuple[QPointF, QImage]:
    """Return the lines of a mark as a picture and where its corner lies, to be drawn many times.

    Args:
        mark: What is drawn.
        shape: Its lines, in logical pixels of a pane.
        handles: Where it has rings; none unless it is chosen.
        held: The one the arrow keys move, drawn full; or None.
        film: The part of the pane that shows the film; nothing is drawn elsewhere.
        ratio: Device pixels a logical one.
    """
    box = grown(shape.body, _UNDER_PX)
    for dashes in shape.dashes:
        box = box.united(grown(dashes.boundingRect(), _UNDER_PX))
    for handle in handles:
        box = box.united(grown(QRectF(handle, handle), _RING_PX + _UNDER_PX))
    part = (box & film).toAlignedRect()
    wide, high = max(1, round(part.width() * ratio)), max(1, round(part.height() * ratio))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-part.topLeft())
    _draw_lines(painter, mark, shape)
    _draw_handles(painter, handles, held)
    painter.end()
    return QPointF(part.topLeft()), image


def draw_words(painter: QPainter, mark: Mark, words: Sequence[Words], label: QRectF) -> None:
    """Write the words of a mark where there is a place for them."""
    if label.isEmpty():
        return
    high = theme().line(TextRole.SECONDARY)
    colour = _colour_of(mark.kind)
    for number, line in enumerate(words):
        middle = label.top() + high * (number + 0.5)
        ink = colour if line.is_strong else style.CORNER
        draw_line(painter, label.left(), middle, line.text, _font(line), ink)


def wrapped(lines: Sequence[str], room: float) -> tuple[Words, ...]:
    """Return the lines, broken where they are wider than there is room; the first is strong."""
    made: list[Words] = []
    for number, line in enumerate(lines):
        so_far = Words("", number == 0)
        for word in line.split(" "):
            longer = Words(f"{so_far.text} {word}" if so_far.text else word, so_far.is_strong)
            if so_far.text and width_of(longer.text, _font(longer)) > room:
                made.append(so_far)
                longer = Words(word, so_far.is_strong)
            so_far = longer
        made.append(so_far)
    return tuple(made)


def size_of(lines: Sequence[Words]) -> QSizeF:
    """Return the room lines take, in logical pixels."""
    wide = max(width_of(line.text, _font(line)) for line in lines)
    return QSizeF(wide, theme().line(TextRole.SECONDARY) * len(lines))


def _draw_lines(painter: QPainter, mark: Mark, shape: Shape) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    solid = () if mark.is_dashed else shape.lines
    dashed = shape.lines if mark.is_dashed else shape.dashes
    _stroke(painter, (*solid, *dashed), QPen(QColor(_UNDER), _UNDER_PX))
    over = QPen(QColor(_colour_of(mark.kind)), _LINE_PX)
    _stroke(painter, solid, over)
    over.setDashPattern(_DASHES)
    _stroke(painter, dashed, over)


def _stroke(painter: QPainter, lines: Sequence[QPolygonF], pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in lines:
        painter.drawPolyline(line)


def _draw_handles(painter: QPainter, handles: Sequence[QPointF], held: int | None) -> None:
    """Draw a ring at each, and fill the one the arrow keys move."""
    for number, handle in enumerate(handles):
        painter.setPen(QPen(QColor(_UNDER), _UNDER_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(handle, _RING_PX, _RING_PX)
        painter.setPen(QPen(QColor(style.BAR), _LINE_PX))
        if number == held:
            painter.setBrush(QColor(style.BAR))
        painter.drawEllipse(handle, _RING_PX, _RING_PX)


def _colour_of(kind: MeasureKind) -> str:
    return style.TITLE if kind.is_region else style.FILM_LINE


def _font(line: Words) -> QFont:
    return theme().font(TextRole.SECONDARY_BOLD if line.is_strong else TextRole.SECONDARY)
