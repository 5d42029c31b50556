"""A lens over a film: what lies at a point, from pixels at full resolution."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from viewer.canvas import style
from viewer.canvas.outline_overlay import AlteredOutline, OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import Layer, PictureItem
from viewer.canvas.pyramid import Part, Placing
from viewer.canvas.shutter_item import ShutterItem
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme

SIDE_PX: Final = 220
ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
"""Screen pixels per stored pixel that the wheel steps through."""

_Z = 990
_RING_PX = 2
_LABEL_UP_PX = 14
_PADDING_PX = 8
_COARSE = 1.001
"""Columns of the film in one of the picture's, from which on it is a preview."""


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where a lens is, and how much it enlarges.

    Attributes:
        point: Its middle, in logical pixels of the pane.
        zoom: Screen pixels per stored pixel, above 0.
    """

    point: QPointF
    zoom: float


class Lens(OutlineItem):
    """A round lens of 220 px; what lies in its middle lies there without it, too.

    It shows the pane's own picture: of a wipe, the one on the bar's side. Maps are left out, as it
    is there to look at pixels; a shutter and the outline of what was filled in are not.

    Args:
        pane: Over whose picture.
    """

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane, _Z)
        self._gaze: Gaze | None = None

    @property
    def gaze(self) -> Gaze | None:
        """Where it is; None while it is away."""
        return self._gaze

    @property
    def is_empty(self) -> bool:
        """Whether it is away."""
        return self._gaze is None

    @property
    def text(self) -> str:
        """What it says of itself; "" while it is away."""
        found = self._source()
        layer = found.layer if found is not None else None
        if self._gaze is None or layer is None:
            return ""
        said = QCoreApplication.translate("Lens", "{zoom}× stored pixels")
        if layer.width / layer.pyramid.shape[1] > _COARSE:
            said = QCoreApplication.translate("Lens", "{zoom}×, only the preview so far")
        return said.format(zoom=f"{self._gaze.zoom:g}")

    def look(self, gaze: Gaze | None) -> None:
        """Lay the lens over a point, or take it away."""
        if gaze != self._gaze:
            self._gaze = gaze
            self._pane.viewport().update()

    def _source(self) -> PictureItem | None:
        """Return what lies under its middle: left of a wipe bar or above it, the original."""
        pane, gaze = self._pane, self._gaze
        if gaze is None:
            return None
        bar = pane.wipe
        is_under = bar is not None and bar.way(gaze.point) < bar.at(pane.size())
        return pane.under if is_under else pane.item

    def _draw(self, painter: QPainter, view: QTransform) -> None:  # noqa: ARG002 - its own
        source, gaze, device = self._source(), self._gaze, painter.device()
        if source is None or source.layer is None or gaze is None or device is None:
            return
        ratio = device.devicePixelRatioF()
        half = SIDE_PX / 2
        corner = QPointF(round(gaze.point.x() - half), round(gaze.point.y() - half))
        where = QRectF(corner.x(), corner.y(), SIDE_PX, SIDE_PX)
        image = self._image(source, gaze, where, ratio)
        frame = QPainterPath()
        frame.addEllipse(where)
        painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
        painter.drawImage(where.topLeft(), image)
        painter.setClipRect(self._pane.rect())
        is_synthetic = source.layer.picture.is_synthetic
        ring = style.SYNTHETIC if is_synthetic else style.BAR
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((style.OUTLINE, _RING_PX + 2), (ring, _RING_PX)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(where)
        self._draw_words(painter, where)

    def _image(self, source: PictureItem, gaze: Gaze, where: QRectF, ratio: float) -> QImage:
        layer, pane = source.layer, self._pane
        assert layer is not None  # noqa: S101 - the caller has looked
        x, y = pane.look.to_view(
            (gaze.point.x(), gaze.point.y()), (float(pane.width()), float(pane.height()))
        )
        side = round(SIDE_PX * ratio)
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(style.CANVAS))
        with QPainter(image) as painter:
            middle = (gaze.point - where.topLeft()) * ratio
            placing = placing_under(layer, (x, y), gaze.zoom, (middle.x(), middle.y()))
            part = Part(0, 0, side, side).within(layer.pyramid.cover(placing))
            if not part.is_empty:
                indices = layer.pyramid.sample(placing, part, is_smooth=pane.is_smooth)
                seen = np.ascontiguousarray(cv2.LUT(indices, source._table))  # the table in force
                rows, columns = seen.shape
                pixels = QImage(
                    seen.data, columns, rows, seen.strides[0], QImage.Format.Format_RGB32
                )
                pixels.setDevicePixelRatio(ratio)
                painter.drawImage(QPointF(part.left / ratio, part.top / ratio), pixels)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-where.topLeft())
            scale = gaze.zoom / ratio
            left, top = gaze.point.x() - x * scale, gaze.point.y() - y * scale
            self._draw_decor(painter, QTransform(scale, 0, 0, scale, left, top))
        return image

    def _draw_decor(self, painter: QPainter, view: QTransform) -> None:
        """Draw what belongs to the picture: nothing hidden may be seen through a lens."""
        for item in self._pane.scene().items()[::-1]:
            if isinstance(item, ShutterItem | AlteredOutline) and item.isVisible():
                painter.save()
                item._draw(painter, view)
                painter.restore()

    def _draw_words(self, painter: QPainter, where: QRectF) -> None:
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        wide = width_of(self.text, font) + 2 * _PADDING_PX
        top = where.bottom() - _LABEL_UP_PX - line
        pane = QRectF(self._pane.rect())
        top = min(max(top, pane.top() + 4), pane.bottom() - line - 8)
        left = min(max(where.center().x() - wide / 2, pane.left() + 4), pane.right() - wide - 4)
        label = QRectF(left, top, wide, line + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.BADGE))
        painter.drawRoundedRect(label, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(style.TITLE))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.text)


def placing_under(
    layer: Layer, view: tuple[float, float], zoom: float, middle: tuple[float, float]
) -> Placing:
    """Return where a picture lies in a lens, in its device pixels.

    Args:
        layer: The picture on its film.
        view: (x, y) view units in the middle of the lens.
        zoom: Device pixels per view unit: a column of the film.
        middle: (x, y) device pixels of that point within the lens.
    """
    rows, columns = layer.pyramid.shape
    return Placing(
        left=round(middle[0] - view[0] * zoom),
        top=round(middle[1] - view[1] * zoom),
        scale_x=zoom * layer.width / columns,
        scale_y=zoom * layer.height / rows,
    )
