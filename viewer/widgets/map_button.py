"""A map in small, to be pressed to see it over the picture."""

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.map_colours import indices_of, opaque_table
from viewer.theme import theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on

SIDE = 44
_DENSE = 2  # for high-density displays
_RADIUS = 2
_RING = 2


class MapButton(ButtonBase):
    """A picture of 44 x 44; the chosen one has the accent ring.

    Args:
        name: Accessible name and tooltip: what is seen when it is pressed.
        parent: Qt's owner.
    """

    CELLS = SIDE * _DENSE
    """As many cells on a side of a map as can be seen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)

    @property
    def picture(self) -> QImage:
        """What it shows; null before there is a map."""
        return self._picture

    def set_map(self, signed: npt.NDArray[np.float32] | None) -> None:
        """Show a map as signed shares of its colours, (rows, columns) in -1..1; None for none."""
        self._picture = QImage() if signed is None else _small(signed)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its fixed size."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the map, and its ring."""
        look, painter = theme(), painter_on(self)
        where = QRectF(self.rect())
        frame = QPainterPath()
        frame.addRoundedRect(where, _RADIUS, _RADIUS)
        painter.setClipPath(frame)
        painter.fillRect(where, look.colour("raised_hover"))
        if not self._picture.isNull():
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            painter.drawImage(where, self._picture)
            painter.setOpacity(1.0)
        painter.setClipping(False)
        if self.isChecked():
            inner = where.adjusted(_RING, _RING, -_RING, -_RING)
            box(painter, inner, _RADIUS, line=look.colour("raised"))
            box(painter, where, look.sizes.radius, line=look.colour("accent"), line_px=_RING)
        elif self._hover > 0:
            box(painter, where, _RADIUS, line=look.colour("text_2"))


def _small(signed: npt.NDArray[np.float32]) -> QImage:
    """Return the middle square of a map in its colours."""
    rows, columns = signed.shape
    side = min(rows, columns)
    top, left = (rows - side) // 2, (columns - side) // 2
    square = np.ascontiguousarray(signed[top : top + side, left : left + side])
    shown = MapButton.CELLS
    way = cv2.INTER_AREA if side >= shown else cv2.INTER_LINEAR
    small = cv2.resize(square, (shown, shown), interpolation=way)
    colours = opaque_table()[indices_of(np.clip(small, -1, 1).astype(np.float32))]
    image = QImage(colours.data, shown, shown, 4 * shown, QImage.Format.Format_RGB32)
    return image.copy()
