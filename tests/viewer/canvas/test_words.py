"""viewer.canvas.words"""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from viewer.app import application_
from viewer.canvas import style
from viewer.canvas.words import draw_line
from viewer.theme import TextRole, theme

GROUND = QColor(128, 128, 128)
SIZE = (260, 40)


def sheet(ratio: float) -> QImage:
    image = QImage(round(SIZE[0] * ratio), round(SIZE[1] * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(GROUND)
    return image


def grey_of(image: QImage) -> npt.NDArray[np.float64]:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return pixels[:, : image.width(), 1].astype(np.float64)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("text", ["W 2 345  C 1 178.5", "4 096 × 3 072, 12 bit", "Original"])
def test_a_line_looks_as_one_stroked_by_qt_in_one_piece(text: str, ratio: float) -> None:
    application_()
    font = theme().font(TextRole.SECONDARY)
    ours, whole = sheet(ratio), sheet(ratio)

    with QPainter(ours) as painter:
        draw_line(painter, 10, 20, text, font, "#E8EAED")
    with QPainter(whole) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addText(QPointF(10, round(20 + QFontMetricsF(font).capHeight() / 2)), font, text)
        pen = QPen(QColor(style.OUTLINE), style.OUTLINE_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.fillPath(path, QColor("#E8EAED"))

    difference = np.abs(grey_of(ours) - grey_of(whole))
    written = np.abs(grey_of(whole) - 128).mean()
    assert difference.mean() < 0.2 * written  # where outlines meet they lie over each other
