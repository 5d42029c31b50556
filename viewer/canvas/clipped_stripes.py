"""Stripes over blocked blacks and blown whites, and how much of the film that is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from viewer.canvas import style
from viewer.canvas.outline_overlay import OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import Layer, PictureItem, RgbTable
from viewer.canvas.pyramid import Indices, Part, Placing
from viewer.canvas.words import shortened, width_of
from viewer.theme import TextRole, theme

Ends = npt.NDArray[np.uint8]

PERIOD_PX: Final = 8
"""From one stripe to the next, across."""

_STRIPE_PX = 3
_UNDER_SHUTTER = 50
_TOP_PX = 60
_PADDING_PX = 8
_EVERY_WAY = 4  # kinds of places: on no stripe, on one that rises, on one that falls, on both


@dataclass(frozen=True, slots=True, eq=False)
class Clipped:
    """What is clipped of one picture.

    Attributes:
        ends: (65536,) uint8 for each index: 1 is shown black, 2 white, 0 neither.
        words: How much of the film that is.
    """

    ends: Ends
    words: str


class Stripes(OutlineItem):
    """Stripes that rise over black, and fall over white; they stay where they are on the pane.

    They lie over what is seen: of a reduced film over the means, as these are what is clipped then.

    Args:
        pane: Over which.
        source: Its picture, or the one left of a wipe bar.
        find: Says what is clipped of the source; asked again when picture or table are others.
    """

    def __init__(
        self, pane: Pane, source: PictureItem, find: Callable[[Pane, PictureItem], Clipped | None]
    ) -> None:
        super().__init__(pane, _UNDER_SHUTTER)
        self._source = source
        self._find = find
        self._is_on = False
        self._found: tuple[Layer, RgbTable, Clipped | None] | None = None
        self._sampled: tuple[Layer, Placing, Part, Indices] | None = None

    def switch(self, *, is_on: bool) -> None:
        """Show them, or no longer."""
        self._is_on = is_on
        self._found = self._sampled = None
        self._pane.viewport().update()

    @property
    def is_empty(self) -> bool:
        """Whether they are switched off."""
        return not self._is_on

    @property
    def words(self) -> str:
        """What is written over the film; "" for nothing."""
        clipped = self._clipped() if self._is_on else None
        return clipped.words if clipped is not None else ""

    def _clipped(self) -> Clipped | None:
        layer, table = self._source.layer, self._source._table  # the one in force
        if layer is None:
            return None
        if self._found is None or self._found[0] is not layer or self._found[1] is not table:
            self._found = layer, table, self._find(self._pane, self._source)
        return self._found[2]

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        layer, device = self._source.layer, painter.device()
        clipped = self._clipped() if self._is_on else None
        if layer is None or device is None or clipped is None:
            return
        ratio = device.devicePixelRatioF()
        room = self._room()
        placing = _placing(layer, view, ratio)
        edges = (room.left(), room.top(), room.right(), room.bottom())
        seen = Part(*(round(edge * ratio) for edge in edges)).within(layer.pyramid.cover(placing))
        if seen.is_empty:
            return
        ends: Ends = cv2.LUT(self._sample(layer, placing, seen), clipped.ends)  # type: ignore[assignment]
        if ends.any():
            image = striped(ends, seen, ratio)
            image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(seen.left / ratio, seen.top / ratio), image)
        self._draw_words(painter, clipped.words, room)

    def _room(self) -> QRectF:
        """Return where the source is seen: all of the pane, or one side of a wipe bar."""
        pane, bar = self._pane, self._pane.wipe
        room = QRectF(0, 0, pane.width(), pane.height())
        if bar is None:
            return room
        enhanced = bar.enhanced_side(pane.size())
        if self._source is pane.item:
            return enhanced
        if bar.is_level:
            room.setBottom(enhanced.top())
        else:
            room.setRight(enhanced.left())
        return room

    def _sample(self, layer: Layer, placing: Placing, seen: Part) -> Indices:
        known = self._sampled
        if known is None or known[0] is not layer or known[1:3] != (placing, seen):
            indices = layer.pyramid.sample(placing, seen, is_smooth=self._pane.is_smooth)
            self._sampled = known = layer, placing, seen, indices
        return known[3]

    def _draw_words(self, painter: QPainter, words: str, room: QRectF) -> None:
        font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
        text = shortened(words, font, room.width() - 2 * style.SIDE_PX - 2 * _PADDING_PX)
        wide = width_of(text, font) + 2 * _PADDING_PX
        top = (
            room.top()
            + theme().scaled(_TOP_PX)
            + (style.RIBBON_PX if self._pane.is_synthetic else 0)
        )
        box = QRectF(room.center().x() - wide / 2, top, wide, line + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.BADGE))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(style.TITLE))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def striped(ends: Ends, seen: Part, ratio: float) -> QImage:
    """Return the stripes over a part of a pane.

    Args:
        ends: (rows, columns) uint8 of what is seen: 1 black, 2 white.
        seen: Where on the pane that is, in device pixels.
        ratio: Device pixels per logical one.
    """
    rows, columns = ends.shape
    period = round(PERIOD_PX * ratio)
    tile = _tile(period, round(_STRIPE_PX * ratio))
    down = (np.arange(rows) + seen.top) % period
    across = np.arange(period + columns) % period
    lines = np.take(tile, across, axis=1)  # each row of the tile, as long as the part
    start = seen.left % period
    places = np.take(lines[:, start : start + columns], down, axis=0)
    places += ends * np.uint8(_EVERY_WAY)
    argb = np.ascontiguousarray(cv2.LUT(places, _colours()))
    image = QImage(
        argb.data, columns, rows, argb.strides[0], QImage.Format.Format_ARGB32_Premultiplied
    )
    return image.copy()


@lru_cache(maxsize=4)
def _tile(period: int, stripe: int) -> npt.NDArray[np.uint8]:
    """Return one square of the pattern: 1 on stripes that rise, 2 on falling ones, 3 on both."""
    y, x = np.indices((period, period))
    rising, falling = (x + y) % period < stripe, (x - y) % period < stripe
    tile: npt.NDArray[np.uint8] = (rising + 2 * falling).astype(np.uint8)
    return tile


@lru_cache(maxsize=1)
def _colours() -> npt.NDArray[np.int32]:
    """Return premultiplied ARGB for each end and place, (256,): clear but for 1 and 2's stripes."""
    colours = np.zeros(256, np.uint32)
    for end, way, colour in ((1, 1, style.CORNER), (2, 2, style.HAIRLINE)):
        for place in range(_EVERY_WAY):
            if place & way:
                colours[_EVERY_WAY * end + place] = QColor(colour).rgba()
    return colours.view(np.int32)


def _placing(layer: Layer, view: QTransform, ratio: float) -> Placing:
    """Return where a picture lies on its pane, as the picture itself is drawn."""
    rows, columns = layer.pyramid.shape
    return Placing(
        left=ceil(round(view.dx() * ratio, 6) - 0.5),
        top=ceil(round(view.dy() * ratio, 6) - 0.5),
        scale_x=round(view.m11() * ratio * layer.width / columns, 9),
        scale_y=round(view.m22() * ratio * layer.height / rows, 9),
    )
