"""Draws how one picture of a film differs from another: colours, clear where nothing does."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from engine import signed_difference
from viewer.canvas.legend import Legend
from viewer.canvas.picture_item import Layer, RgbTable, device_size, placing_of
from viewer.canvas.pyramid import Indices, Part, Placing

ShareTable = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class DifferenceLayer:
    """Two pictures of one film, one upon the other, and how their difference is shown.

    Attributes:
        original: The film as read, cut and turned as its result is.
        result: The other; it may be a reduced preview.
        original_shares: (65536,) int16 for each index of the original, see ``engine.difference``.
        result_shares: For each of the result.
        colours: (65536,) uint32 premultiplied 0xAARRGGBB for each difference, as int16 bits.
        legend: What they mean.
    """

    original: Layer
    result: Layer
    original_shares: ShareTable
    result_shares: ShareTable
    colours: RgbTable
    legend: Legend

    @property
    def is_synthetic(self) -> bool:
        """Whether a network made either of them."""
        return self.original.picture.is_synthetic or self.result.picture.is_synthetic


class DifferenceItem(pg.GraphicsObject):  # type: ignore[misc]
    """Draws a difference over a film; other windows cost two look-ups of what is seen.

    What is compared are the grey levels that the two panes show: means of indices where the film
    is reduced, and not the mean of a difference.
    """

    def __init__(self) -> None:
        super().__init__()
        self.layer: DifferenceLayer | None = None
        self._sampled_for: tuple[Layer, Layer, Placing, Placing, Part] | None = None
        self._sampled: tuple[Indices, Indices] | None = None
        self._is_coloured = False
        self._signed: npt.NDArray[np.int16] = np.empty((0, 0), np.int16)
        self._rgb: npt.NDArray[np.uint32] = np.empty((0, 0), np.uint32)

    def show_layer(self, layer: DifferenceLayer | None) -> None:
        """Draw a difference, or nothing."""
        if layer is self.layer:
            return
        before = self.layer.original if self.layer is not None else None
        if layer is None or layer.original is not before:
            self.prepareGeometryChange()  # only then: it has the scene paint once more
        self.layer = layer
        self._is_coloured = False
        if layer is None:
            self._sampled = self._sampled_for = None
            self._make_room((0, 0))

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt
        """Return what the original covers, in view units."""
        layer = self.layer
        return (
            QRectF() if layer is None else QRectF(0, 0, layer.original.width, layer.original.height)
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt
        widget: QWidget | None = None,
    ) -> None:
        """Draw the visible part, one picture element of the image per device pixel."""
        layer, device = self.layer, painter.device()
        if layer is None or device is None:
            return
        ratio = device.devicePixelRatioF()
        wide, high = device_size(device, widget, ratio)
        transform = painter.worldTransform()
        first = placing_of(layer.original, transform, ratio)
        second = placing_of(layer.result, transform, ratio)
        seen = Part(0, 0, wide, high).within(layer.original.pyramid.cover(first))
        seen = seen.within(layer.result.pyramid.cover(second))
        if seen.is_empty:
            return
        self._sample(layer, first, second, seen)
        image = self._coloured(layer)
        image.setDevicePixelRatio(ratio)
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(seen.left / ratio, seen.top / ratio), image)
        painter.restore()

    def _sample(self, layer: DifferenceLayer, first: Placing, second: Placing, seen: Part) -> None:
        wanted = (layer.original, layer.result, first, second, seen)
        if self._sampled_for == wanted:
            return
        self._sampled = (
            layer.original.pyramid.sample(first, seen, is_smooth=True),
            layer.result.pyramid.sample(second, seen, is_smooth=True),
        )
        self._sampled_for = wanted
        self._is_coloured = False

    def _coloured(self, layer: DifferenceLayer) -> QImage:
        if not self._is_coloured:
            assert self._sampled is not None  # noqa: S101 - _sample has just made it
            original, result = self._sampled
            if self._rgb.shape != original.shape:
                self._make_room(original.shape)
            shares = layer.original_shares, layer.result_shares
            signed = signed_difference(original, result, *shares, out=self._signed)
            cv2.LUT(signed.view(np.uint16), layer.colours, self._rgb)
            self._is_coloured = True
        rows, columns = self._rgb.shape
        kind = QImage.Format.Format_ARGB32_Premultiplied
        return QImage(self._rgb.data, columns, rows, self._rgb.strides[0], kind)

    def _make_room(self, shape: tuple[int, ...]) -> None:
        """Make the arrays that every drag writes into: new ones would cost as much as the sum."""
        self._signed, self._rgb = np.empty(shape, np.int16), np.empty(shape, np.uint32)
