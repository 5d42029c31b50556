"""Overlay planes over a film: crisp where it is large, and no line lost where it is small."""

from collections.abc import Callable, Sequence
from math import ceil, hypot, log2
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from engine import OverlayPlane
from viewer.canvas import style
from viewer.canvas.film_decor_item import FilmItem
from viewer.canvas.pane import Pane

Bytes: TypeAlias = npt.NDArray[np.uint8]

REGION_OPACITY: Final = 0.3

_OVER_SHUTTER = 200
_TILE = 256
_HALO_BELOW = 2.0  # screen pixels a dot: larger ones show on any grey without a halo
_LINE, _HALO = 1, 2
_KERNEL = np.ones((3, 3), np.uint8)


class PlaneSheet:
    """One overlay plane and its reductions; may be shared between panes.

    Args:
        plane: What is drawn.
    """

    def __init__(self, plane: OverlayPlane) -> None:
        self.plane = plane
        self._levels: list[Bytes] = [plane.bits.view(np.uint8)]

    def level(self, number: int) -> Bytes:
        """Return the plane in dots of 2**number pixels: 1 where any pixel of a dot is drawn."""
        while len(self._levels) <= number:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[number]

    @property
    def largest_level(self) -> int:
        """The number of halvings after which a single dot is left."""
        return ceil(log2(max(1, *self.plane.bits.shape)))


class OverlayItem(FilmItem):
    """The planes of one film, those that are switched on."""

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _OVER_SHUTTER, is_hidden)
        self._sheets: tuple[PlaneSheet, ...] = ()
        self._cut: dict[PlaneSheet, tuple[tuple[int, QRect, bool], QImage]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self._sheets

    def show_planes(self, sheets: Sequence[PlaneSheet]) -> None:
        """Draw these planes, and no others."""
        self._sheets = tuple(sheets)
        self._cut = {sheet: cut for sheet, cut in self._cut.items() if sheet in self._sheets}
        self._pane.viewport().update()

    def _draw_on_film(self, painter: QPainter, way: QTransform, seen: QRectF) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        zoom = ratio * min(hypot(way.m11(), way.m12()), hypot(way.m21(), way.m22()))
        for sheet in self._sheets:
            number = min(sheet.largest_level, level_at(zoom))
            dot = 2**number
            place = QTransform.fromTranslate(sheet.plane.column, sheet.plane.row)
            dots = QTransform.fromScale(dot, dot) * place * way
            self._draw_dots(painter, sheet, number, dots, seen, dot * zoom)

    def _draw_dots(
        self,
        painter: QPainter,
        sheet: PlaneSheet,
        number: int,
        dots: QTransform,
        seen: QRectF,
        dot_px: float,
    ) -> None:
        """Draw the part of a level that is seen.

        Args:
            painter: In logical pixels of the pane.
            sheet: Of which plane.
            number: Of the level.
            dots: From dots to logical pixels.
            seen: The part of the pane that shows the film.
            dot_px: Device pixels a dot.
        """
        back, is_possible = dots.inverted()
        if not is_possible:
            return
        rows, columns = sheet.level(number).shape
        part = _tiled(back.mapRect(seen)) & QRect(0, 0, columns, rows)
        if part.isEmpty():
            return
        has_halo = dot_px < _HALO_BELOW and not sheet.plane.is_roi
        is_upright = abs(dots.m11() * dots.m22()) < 1e-9 or abs(dots.m12() * dots.m21()) < 1e-9
        painter.save()
        is_smooth = number > 0 or not is_upright
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.setTransform(dots)
        image = self._image(sheet, (number, part, has_halo))
        painter.drawImage(QPointF(part.topLeft()), image)
        painter.restore()

    def _image(self, sheet: PlaneSheet, wanted: tuple[int, QRect, bool]) -> QImage:
        kept = self._cut.get(sheet)
        if kept is None or kept[0] != wanted:
            number, part, has_halo = wanted
            level = sheet.level(number)
            kept = wanted, _painted(level, part, has_halo=has_halo, is_roi=sheet.plane.is_roi)
            self._cut[sheet] = kept
        return kept[1]


def level_at(zoom: float) -> int:
    """Return how often to halve a plane: the first time that its dots are no screen pixel less.

    Args:
        zoom: Device pixels a film pixel, above 0.
    """
    return max(0, ceil(-log2(zoom) - 1e-6))


def _halved(bits: Bytes) -> Bytes:
    rows, columns = bits.shape
    even = np.pad(bits, ((0, rows % 2), (0, columns % 2)))
    down = even[0::2] | even[1::2]
    halved: Bytes = down[:, 0::2] | down[:, 1::2]
    return halved


def _tiled(part: QRectF) -> QRect:
    """Return whole tiles around it, so that a small move needs no other cut."""
    left, top = int(part.left() // _TILE) * _TILE, int(part.top() // _TILE) * _TILE
    right, bottom = ceil(part.right() / _TILE) * _TILE, ceil(part.bottom() / _TILE) * _TILE
    return QRect(left, top, right - left, bottom - top)


def _painted(level: Bytes, part: QRect, *, has_halo: bool, is_roi: bool) -> QImage:
    """Return part of a level in colours: lines over a dark halo, regions as a tint."""
    down, across = slice(part.top(), part.bottom() + 1), slice(part.left(), part.right() + 1)
    drawn = np.ascontiguousarray(level[down, across])
    if has_halo:
        near = cv2.dilate(drawn, _KERNEL)
        drawn = np.where(drawn > 0, np.uint8(_LINE), near * np.uint8(_HALO))
    line = QColor(style.FILM_LINE)
    if is_roi:
        line.setAlphaF(REGION_OPACITY)
    colours = np.array([0, line.rgba(), QColor(style.OUTLINE).rgba()], np.uint32)
    coloured = colours[drawn]
    rows, columns = coloured.shape
    image = QImage(coloured.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
