"""Outlines over a film: of the regions steps work in, and of what was filled in."""

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from engine import Orientation
from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.canvas.shares import Outline, film_transform, polygons_of, view_transform
from viewer.canvas.words import draw_line, width_of
from viewer.theme import TextRole, theme
from viewer.translator import QT_TRANSLATE_NOOP

FILLED_IN: Final = QT_TRANSLATE_NOOP("RegionDesk", "filled in")

_LINE_PX = 1.5
_UNDER_PX = 3.5
_DASHES = (4.0, 3.0)  # widths of the line
_BELOW_MARKS = 900
_ABOVE_ALL = 950
_EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)
_LONG_SIDE = 1024
_MARGIN_PX = 2
_MOST_PARTS = 300
_MOST_CORNERS = 1500
_MOST_LABELS = 4
_GAP_PX = 2
_COARSE_PX = 0.75


class OutlineItem(pg.GraphicsObject):  # type: ignore[misc]
    """Lines of one width at any zoom, at places of the film.

    Args:
        pane: Over whose picture.
    """

    def __init__(self, pane: Pane, z: float) -> None:
        super().__init__()
        self._pane = pane
        self.setZValue(z)
        pane.box.addItem(self, ignoreBounds=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw; asked at every frame."""
        return False

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt
        """Return everything: what is drawn follows the picture, which may move."""
        return _EVERYWHERE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt
        widget: QWidget | None = None,  # noqa: ARG002 - Qt
    ) -> None:
        """Draw in logical pixels of the pane."""
        if self._pane.picture is None or self.is_empty:
            return
        painter.save()
        view = painter.worldTransform()
        painter.resetTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._pane.rect())
        self._draw(painter, view)
        painter.restore()

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        raise NotImplementedError


class RegionOutline(OutlineItem):
    """The outlines of regions, on either pane.

    Args:
        pane: Over whose picture.
        is_hidden: Whether nothing may lie over the film just now.
    """

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _BELOW_MARKS)
        self._is_hidden = is_hidden
        self._polygons: list[QPolygonF] = []
        self._orientation = Orientation()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self._polygons

    def show_outlines(self, outlines: Sequence[Outline], orientation: Orientation) -> None:
        """Draw these from now on.

        Args:
            outlines: In shares of the film as read.
            orientation: How the film is turned on the pane.
        """
        self._polygons = polygons_of(outlines)
        self._orientation = orientation
        self._pane.viewport().update()

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        picture = self._pane.picture
        if not self._polygons or picture is None or self._is_hidden():
            return
        from_film, is_possible = film_transform(picture, self._orientation).inverted()
        if is_possible:
            way = from_film * view_transform(self._pane) * view
            lines = [way.map(polygon) for polygon in self._polygons]
            stroke(painter, lines, QColor(style.FILM_LINE), is_dashed=False)


class AlteredOutline(OutlineItem):
    """What was taken off the film and filled in; nothing can switch it off.

    It belongs to the picture: where the pane shows one that is as read, there is none.
    """

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane, _ABOVE_ALL)
        self._mask: npt.NDArray[np.bool_] | None = None
        self._polygons: list[QPolygonF] = []
        self._boxes: list[QRectF] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        self._follow()
        return not self._polygons

    @property
    def parts(self) -> list[QRectF]:
        """What each outline of the picture on show covers, in its shares; the largest first."""
        self._follow()
        return self._boxes

    def _follow(self) -> None:
        picture = self._pane.picture
        mask = picture.altered if picture is not None else None
        if mask is self._mask:
            return
        self._mask = mask
        self._polygons = polygons_of(outlines_of(mask) if mask is not None else [])
        boxes = [polygon.boundingRect() for polygon in self._polygons]
        self._boxes = sorted(boxes, key=lambda box: -box.width() * box.height())

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        self._follow()
        if not self._polygons:
            return
        pane = self._pane
        seen = QRectF(pane.rect())
        if pane.wipe is not None:
            seen = pane.wipe.enhanced_side(pane.size())  # beyond the bar lies the original
            painter.setClipRect(seen)
        way = view_transform(pane) * view
        lines = [way.map(polygon) for polygon in self._polygons]
        stroke(painter, lines, QColor(style.WARN), is_dashed=True)
        taken: list[QRectF] = []
        for box in self._boxes[:_MOST_LABELS]:
            _label(painter, way.mapRect(box), seen, taken)


def outlines_of(mask: npt.NDArray[np.bool_]) -> list[Outline]:
    """Return the outlines of what is marked, a little outside of it, in shares of the picture.

    Args:
        mask: (rows, columns).

    Returns:
        At most some hundreds: where there are more, those close to each other become one.
    """
    if not mask.any():
        return []
    rows, columns = mask.shape
    factor = min(1.0, _LONG_SIDE / max(rows, columns))
    size = max(1, round(columns * factor)), max(1, round(rows * factor))
    room = _MARGIN_PX + 1  # so that an outline at the edge is not cut
    reduced = cv2.resize(mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    marked = np.pad((reduced > 0).astype(np.uint8), room)
    reach = _MARGIN_PX
    corners = _corners(marked, reach)
    while _is_too_much(corners) and reach < _LONG_SIDE // 16:
        reach *= 2
        corners = _corners(marked, reach)
    across, down = size
    return [
        tuple(((x - room + 0.5) / across, (y - room + 0.5) / down) for x, y in one.tolist())
        for one in corners
    ]


def _corners(marked: npt.NDArray[np.uint8], reach: int) -> list[npt.NDArray[np.int32]]:
    """Return the outlines of what is marked, so many pixels away from it, in few corners."""
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    grown = cv2.dilate(marked, kernel)
    found, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    coarse = _COARSE_PX * reach / _MARGIN_PX
    return [cv2.approxPolyDP(one, coarse, True)[:, 0].astype(np.int32) for one in found]


def _is_too_much(corners: list[npt.NDArray[np.int32]]) -> bool:
    """Whether drawing it would hold up a frame."""
    return len(corners) > _MOST_PARTS or sum(map(len, corners)) > _MOST_CORNERS


def stroke(
    painter: QPainter, lines: Sequence[QPolygonF], colour: QColor, *, is_dashed: bool
) -> None:
    """Draw lines that show on any grey.

    One by one: Qt takes forty times as long for one path of many.
    """
    under, over = QPen(QColor(style.OUTLINE), _UNDER_PX), QPen(colour, _LINE_PX)
    if is_dashed:
        over.setDashPattern(_DASHES)
        over.setCapStyle(Qt.PenCapStyle.FlatCap)
    for pen in (under, over):
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        painter.setPen(pen)
        for line in lines:
            painter.drawPolyline(line)


def _label(painter: QPainter, box: QRectF, seen: QRectF, taken: list[QRectF]) -> None:
    """Write what an outline means beside it, inside the pane, unless another label is there."""
    if not box.intersects(seen):
        return
    font, line = theme().font(TextRole.SECONDARY), theme().line(TextRole.SECONDARY)
    said = QCoreApplication.translate("RegionDesk", FILLED_IN)
    wide = width_of(said, font)
    x = min(max(box.left(), seen.left() + 4), seen.right() - wide - 4)
    above = box.top() - line - _GAP_PX
    y = above if above >= seen.top() + 4 else min(box.bottom() + _GAP_PX, seen.bottom() - line)
    place = QRectF(x - 4, y, wide + 8, line)
    if any(place.intersects(other) for other in taken):
        return
    taken.append(place)
    middle = QPointF(x, y + line / 2)
    draw_line(painter, middle.x(), middle.y(), said, font, style.WARN)
