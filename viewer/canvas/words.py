"""Words that stay readable on any grey: filled over a dark outline, drawn once and kept."""

import re
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
_PHASES: Final = 4  # places inside a pixel of the screen where a letter may begin
_PIECES: Final = re.compile(r"\d|[^\d]+")


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


@lru_cache(maxsize=32)
def _font(family: str, size_px: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: figures do not dance
    return font


@lru_cache(maxsize=1024)
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
    """Return one line, put together from its figures and the words between them.

    Stroking an outline takes 2 ms a line, and a window drag writes new figures at every frame: so
    each figure is stroked once for each quarter of a pixel that it may begin at.
    """
    image = _blank(_width(text, family, size_px, weight), family, size_px, weight, ratio)
    x = float(_ROOM)
    places = []
    for piece in _PIECES.findall(text):
        whole, phase = divmod(round((x - _ROOM) * ratio * _PHASES), _PHASES)
        layers = _layers(piece, family, size_px, weight, colour, ratio, phase)
        places.append((whole / ratio, layers))
        x += _width(piece, family, size_px, weight)
    with QPainter(image) as painter:
        for layer in (0, 1):  # an outline never covers the letter before
            for left, layers in places:
                painter.drawImage(QPointF(left, 0), layers[layer])
    return image


@lru_cache(maxsize=1024)
def _layers(
    text: str, family: str, size_px: int, weight: int, colour: str, ratio: float, phase: int
) -> tuple[QImage, QImage]:
    """Return the outline of a piece of a line, and its letters over it."""
    font = _font(family, size_px, weight)
    left = _ROOM + phase / _PHASES / ratio
    path = QPainterPath()
    path.addText(QPointF(left, _ROOM + _heights(family, size_px, weight)[1]), font, text)
    pen = QPen(QColor(style.OUTLINE), style.OUTLINE_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    wide = _width(text, family, size_px, weight) + 1
    outline, letters = (_blank(wide, family, size_px, weight, ratio) for _ in range(2))
    with QPainter(outline) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, pen)
    with QPainter(letters) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, QColor(colour))
    return outline, letters


def _blank(wide: float, family: str, size_px: int, weight: int, ratio: float) -> QImage:
    """Return an empty picture for so many logical pixels of a line, with room for its outline."""
    high = QFontMetricsF(_font(family, size_px, weight)).height()
    image = QImage(
        max(1, round((wide + 2 * _ROOM) * ratio)),
        max(1, round((high + 2 * _ROOM) * ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image
