"""Overlay planes over a film: crisp where it is large, and no line lost where it is small."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot, log2
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from engine import OverlayPlane
from viewer.canvas import style
from viewer.canvas.film_decor_item import FilmItem
from viewer.canvas.pane import Pane

Bytes: TypeAlias = npt.NDArray[np.uint8]

REGION_OPACITY: Final = 0.3

_OVER_SHUTTER = 200
_TILE = 256
_HALO_BELOW = 2.0  # screen pixels a film pixel: larger ones show on any grey without a halo
_HALO_OPACITY = 0.78
_TINY = 1e-6
_KERNEL = np.ones((3, 3), np.uint8)


class PlaneSheet:
    """One overlay plane and its reductions; may be shared between panes.

    Args:
        plane: What is drawn.
    """

    def __init__(self, plane: OverlayPlane) -> None:
        self.plane = plane
        self._levels: list[Bytes] = [plane.bits.view(np.uint8) * np.uint8(255)]

    def level(self, number: int) -> Bytes:
        """Return the plane in dots of 2**number pixels: how much of each is drawn, 0 to 255."""
        while len(self._levels) <= number:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[number]

    @property
    def largest_level(self) -> int:
        """The number of halvings after which a single dot is left."""
        return int(log2(max(1, *self.plane.bits.shape)))


class OverlayItem(FilmItem):
    """The planes of one film, those that are switched on."""

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _OVER_SHUTTER, is_hidden)
        self._sheets: tuple[PlaneSheet, ...] = ()
        self._cut: dict[PlaneSheet, tuple[tuple[QRect, _Grain], QImage]] = {}

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
            self._draw_dots(painter, sheet, dots, seen, _Grain(number, zoom))

    def _draw_dots(
        self, painter: QPainter, sheet: PlaneSheet, dots: QTransform, seen: QRectF, grain: "_Grain"
    ) -> None:
        """Draw the part of a level that is seen.

        Args:
            painter: In logical pixels of the pane.
            sheet: Of which plane.
            dots: From dots to logical pixels.
            seen: The part of the pane that shows the film.
            grain: How large they are.
        """
        back, is_possible = dots.inverted()
        rows, columns = sheet.level(grain.level).shape
        part = _tiled(back.mapRect(seen)) & QRect(0, 0, columns, rows)
        if not is_possible or part.isEmpty():
            return
        kept = self._cut.get(sheet)
        if kept is None or kept[0] != (part, grain):
            cut = sheet.level(grain.level)[_slices(part)]
            kept = (part, grain), _painted(cut, grain, is_roi=sheet.plane.is_roi)
            self._cut[sheet] = kept
        is_upright = abs(dots.m11() * dots.m22()) < _TINY or abs(dots.m12() * dots.m21()) < _TINY
        painter.save()
        is_smooth = grain.zoom < 1 or not is_upright
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.setTransform(dots)
        painter.drawImage(QRectF(part), kept[1])
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Grain:
    """How a plane is reduced.

    Attributes:
        level: Its dots have 2**level film pixels a side.
        zoom: Device pixels a film pixel.
    """

    level: int
    zoom: float


def level_at(zoom: float) -> int:
    """Return how often to halve a plane: its dots are to have half to one screen pixel.

    Args:
        zoom: Device pixels a film pixel, above 0.
    """
    return max(0, floor(-log2(zoom) + _TINY))


def _halved(shares: Bytes) -> Bytes:
    rows, columns = shares.shape
    even = np.pad(shares, ((0, rows % 2), (0, columns % 2)))
    size = even.shape[1] // 2, even.shape[0] // 2
    return cv2.resize(even, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _tiled(part: QRectF) -> QRect:
    """Return whole tiles around it, so that a small move needs no other cut."""
    left, top = floor(part.left() / _TILE) * _TILE, floor(part.top() / _TILE) * _TILE
    right, bottom = ceil(part.right() / _TILE) * _TILE, ceil(part.bottom() / _TILE) * _TILE
    return QRect(left, top, right - left, bottom - top)


def _slices(part: QRect) -> tuple[slice, slice]:
    return slice(part.top(), part.bottom() + 1), slice(part.left(), part.right() + 1)


def _painted(shares: Bytes, grain: _Grain, *, is_roi: bool) -> QImage:
    """Return part of a level as it is drawn: lines over a dark halo, regions as a tint.

    Where the film is small it is averaged, and a line of one pixel made as strong as one of one
    screen pixel: what is drawn shrinks, but does not fade.
    """
    drawn = np.ascontiguousarray(shares)
    if grain.zoom < 1:
        rows, columns = drawn.shape
        factor = min(1.0, 2**grain.level * grain.zoom)
        size = max(1, round(columns * factor)), max(1, round(rows * factor))
        drawn = cv2.resize(drawn, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        if not is_roi:
            drawn = cv2.convertScaleAbs(drawn, alpha=1 / grain.zoom).astype(np.uint8, copy=False)
    if is_roi:
        drawn = cv2.convertScaleAbs(drawn, alpha=REGION_OPACITY).astype(np.uint8, copy=False)
    around = drawn
    if not is_roi and grain.zoom < _HALO_BELOW:
        halo = cv2.convertScaleAbs(cv2.dilate(drawn, _KERNEL), alpha=_HALO_OPACITY)
        around = np.maximum(drawn, halo.astype(np.uint8, copy=False))
    line = QColor(style.FILM_LINE)
    levels = np.arange(256, dtype=np.uint32)
    colour = [np.uint32(c) * levels // 255 for c in (line.red(), line.green(), line.blue())]
    pixels = ((colour[0] << 16) | (colour[1] << 8) | colour[2])[drawn]
    pixels |= (levels << 24)[around]
    rows, columns = pixels.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, columns, rows, 4 * columns, form).copy()
