"""Words that stay readable on any grey: filled over a dark outline, drawn once and kept."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
)

from viewer.canvas import style

_ROOM: Final = 4  # logical pixels around a line for its outline


def width_of(text: str, font: QFont) -> float:
    """Return how many logical pixels a line takes."""
    return _width(text, font.family(), font.pixelSize(), int(font.weight()))


def shortened(text: str, font: QFont, width: float) -> str:
    """Return the line, with an ellipsis at its end if it is wider than ``width`` pixels."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_line(
    painter: QPainter, x: float, middle: float, text: str, font: QFont, colour: str
) -> None:
    """Draw one outlined line.

    Args:
        painter: In logical pixels of the pane.
        x: Where the line begins.
        middle: The y its capitals are centred on.
        text: The words.
        font: Of the theme.
        colour: "#RRGGBB" of the fill.
    """
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    family, size_px, weight = font.family(), font.pixelSize(), int(font.weight())
    image = _outlined(text, family, size_px, weight, colour, ratio)
    capitals, ascent = _heights(family, size_px, weight)
    baseline = round(middle + capitals / 2)
    painter.drawImage(QPointF(round(x) - _ROOM, baseline - ascent - _ROOM), image)


# Measuring a line takes 0.1 ms, and a frame has ten: kept, as the drawn lines are.


def _font(family: str, size_px: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: figures do not dance
    return font


@lru_cache(maxsize=256)
def _width(text: str, family: str, size_px: int, weight: int) -> float:
    return QFontMetricsF(_font(family, size_px, weight)).horizontalAdvance(text)


@lru_cache(maxsize=16)
def _heights(family: str, size_px: int, weight: int) -> tuple[float, int]:
    metrics = QFontMetricsF(_font(family, size_px, weight))
    return metrics.capHeight(), round(metrics.ascent())


@lru_cache(maxsize=256)
def _outlined(
    text: str, family: str, size_px: int, weight: int, colour: str, ratio: float
) -> QImage:
    font = _font(family, size_px, weight)
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(text) + 2 * _ROOM
    high = metrics.height() + 2 * _ROOM
    image = QImage(
        max(1, round(wide * ratio)),
        max(1, round(high * ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addText(QPointF(_ROOM, _ROOM + round(metrics.ascent())), font, text)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(style.OUTLINE), style.OUTLINE_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(colour))
    painter.end()
    return image
