"""A film as an item of a pyqtgraph view: resampled when it moves, looked up when windowed."""

from math import ceil
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPaintDevice, QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from engine import Picture
from viewer.canvas.geometry import Film, film_of
from viewer.canvas.pyramid import Indices, Part, Placing, Pyramid

GreyTable: TypeAlias = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
RgbTable: TypeAlias = npt.NDArray[np.uint32]

ENTRIES = 65536


def rgb_table(grey_table: GreyTable) -> RgbTable:
    """Return 0xFFRRGGBB for each grey level: (65536,) uint32, new.

    Args:
        grey_table: (65536,) uint8, as ``Picture.table`` gives it for 256 levels.

    Raises:
        ValueError: If it holds more than 256 levels.
    """
    if grey_table.dtype != np.uint8:
        raise ValueError(f"a screen has 256 grey levels: uint8, not {grey_table.dtype}")
    table: RgbTable = grey_table.astype(np.uint32) * np.uint32(0x010101)
    table |= np.uint32(0xFF000000)
    return table


class Sheet:
    """Indices, ready to be drawn over a rectangle of a film.

    Args:
        indices: (rows, columns) uint16.
        width: View units across.
        height: View units down.
    """

    def __init__(self, indices: Indices, width: float, height: float) -> None:
        self.pyramid = Pyramid(indices)
        self.width, self.height = width, height


class Layer(Sheet):
    """One picture, ready to be drawn at its place on a film; may be shared between panes.

    Args:
        picture: What to draw.
        film: The grid it is placed on; by default its own.
    """

    def __init__(self, picture: Picture, film: Film | None = None) -> None:
        self.picture = picture
        self.film = film or film_of(picture)
        super().__init__(picture.indices, *self.film.extent_of(picture))


class SheetItem(pg.GraphicsObject):  # type: ignore[misc]
    """Draws indices through a table of colours; another table costs one look-up of what is seen.

    Item coordinates are view units of the film: one column wide, and as high as makes the
    pixels the shape they have on the detector.
    """

    FORMAT = QImage.Format.Format_RGB32

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._table = rgb_table(np.zeros(ENTRIES, dtype=np.uint8))
        self._is_smooth = True
        self._clip: QRectF | None = None
        self._sampled_for: tuple[Placing, Part] | None = None
        self._sampled: Indices | None = None
        self._rgb: npt.NDArray[np.uint32] | None = None
        self._is_looked_up = False

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Draw indices whose reductions may exist already, or nothing."""
        if sheet is self._sheet:
            return
        self.prepareGeometryChange()
        self._sheet = sheet
        self._forget()

    def set_table(self, table: RgbTable) -> None:
        """Show through another table, (65536,) uint32 0xFFRRGGBB; nothing is resampled."""
        if table.shape != (ENTRIES,) or table.dtype != np.uint32:
            raise ValueError(f"a table has 65536 uint32 entries, not {table.shape} {table.dtype}")
        self._table = table
        self._is_looked_up = False
        self._paint_soon()

    @property
    def is_smooth(self) -> bool:
        """Whether enlarged pixels are interpolated rather than repeated."""
        return self._is_smooth

    @is_smooth.setter
    def is_smooth(self, is_smooth: bool) -> None:
        if is_smooth != self._is_smooth:
            self._is_smooth = is_smooth
            self._forget()

    def set_clip(self, clip: QRectF | None) -> None:
        """Draw only in a rectangle of the pane, in its logical pixels; None is all of it."""
        if clip != self._clip:
            self._clip = clip
            self._is_looked_up = False
            self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt
        """Return what the indices cover, in view units."""
        if self._sheet is None:
            return QRectF()
        return QRectF(0.0, 0.0, self._sheet.width, self._sheet.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt
        widget: QWidget | None = None,
    ) -> None:
        """Draw the visible part, one picture element of the image per device pixel."""
        sheet = self._sheet
        device = painter.device()
        if sheet is None or device is None:
            return
        ratio = device.devicePixelRatioF()
        wide, high = device_size(device, widget, ratio)
        placing = placing_of(sheet, painter.worldTransform(), ratio)
        seen = Part(0, 0, wide, high).within(sheet.pyramid.cover(placing))
        if seen.is_empty:
            return
        shown = seen.within(self._clipped(seen, ratio))
        if shown.is_empty:
            return
        self._sample(sheet, placing, seen)
        image = self._look_up(seen, shown)
        image.setDevicePixelRatio(ratio)
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(shown.left / ratio, shown.top / ratio), image)
        painter.restore()

    def _clipped(self, seen: Part, ratio: float) -> Part:
        clip = self._clip
        if clip is None:
            return seen
        edges = (clip.left(), clip.top(), clip.right(), clip.bottom())
        return Part(*(round(edge * ratio) for edge in edges))

    def _sample(self, sheet: Sheet, placing: Placing, seen: Part) -> None:
        if self._sampled is not None and self._sampled_for == (placing, seen):
            return
        self._sampled = sheet.pyramid.sample(placing, seen, is_smooth=self._is_smooth)
        self._sampled_for = (placing, seen)
        self._is_looked_up = False

    def _look_up(self, seen: Part, shown: Part) -> QImage:
        sampled = self._sampled
        assert sampled is not None  # noqa: S101 - _sample has just made it
        wanted = sampled[
            shown.top - seen.top : shown.bottom - seen.top,
            shown.left - seen.left : shown.right - seen.left,
        ]
        if self._rgb is None or self._rgb.shape != wanted.shape:
            self._rgb = np.empty(wanted.shape, dtype=np.uint32)
            self._is_looked_up = False
        if not self._is_looked_up:
            cv2.LUT(wanted, self._table, self._rgb)
            self._is_looked_up = True
        rows, columns = self._rgb.shape
        return QImage(self._rgb.data, columns, rows, self._rgb.strides[0], self.FORMAT)

    def _paint_soon(self) -> None:
        """Ask the viewports themselves: the scene would, only one turn of the event loop later."""
        scene = self.scene()
        for view in scene.views() if scene is not None else ():
            view.viewport().update()

    def _forget(self) -> None:
        self._sampled = None
        self._sampled_for = None
        self.update()


class PictureItem(SheetItem):
    """Draws one film."""

    @property
    def layer(self) -> Layer | None:
        """What is drawn, if anything."""
        return self._sheet if isinstance(self._sheet, Layer) else None

    def set_picture(self, picture: Picture, film: Film | None = None) -> None:
        """Draw a picture, at its place on ``film`` if it is not one of its own."""
        self.set_layer(Layer(picture, film))

    def set_layer(self, layer: Layer | None) -> None:
        """Draw a picture whose reductions exist already, or nothing."""
        self.set_sheet(layer)

    def picture_point(self, view: QPointF) -> tuple[float, float]:
        """Return the (row, column) of the picture at view units; pixel 0 covers 0 to 1."""
        if self.layer is None:
            return 0.0, 0.0
        rows, columns = self.layer.picture.shape
        return view.y() / self.layer.height * rows, view.x() / self.layer.width * columns


def device_size(device: QPaintDevice, widget: QWidget | None, ratio: float) -> tuple[int, int]:
    """Return width and height in device pixels of what is painted on."""
    if widget is None:
        return device.width(), device.height()
    return round(widget.width() * ratio), round(widget.height() * ratio)


def placing_of(sheet: Sheet, transform: QTransform, ratio: float) -> Placing:
    """Return where a sheet lies, its corner moved to the nearest whole device pixel."""
    rows, columns = sheet.pyramid.shape
    return Placing(
        left=ceil(round(transform.dx() * ratio, 6) - 0.5),
        top=ceil(round(transform.dy() * ratio, 6) - 0.5),
        # The view's matrix is a quotient of ranges: what should be 2 is 1.9999999999998.
        scale_x=round(transform.m11() * ratio * sheet.width / columns, 9),
        scale_y=round(transform.m22() * ratio * sheet.height / rows, 9),
    )
