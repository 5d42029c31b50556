"""Measurements drawn over the film of a pane, with their figures beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import ref

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF, QTransform

from engine import MeasureKind
from viewer.canvas.difference_switch import DifferenceSwitch
from viewer.canvas.film_decor_item import FilmPlace, way_to_view
from viewer.canvas.guest_button import GuestButton
from viewer.canvas.measure_edit import distance
from viewer.canvas.measure_labels import EDGE_PX, GAP_PX, place_label
from viewer.canvas.measure_marks import Hit, Mark, Marks, Words
from viewer.canvas.measure_painting import draw_words, drawing_of, size_of, wrapped
from viewer.canvas.measure_shapes import Shape, grown, shape_of
from viewer.canvas.outline_overlay import OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.shares import picture_rect
from viewer.theme import theme

NEAR_PX: Final = 8.0
HANDLE_PX: Final = 12.0

_BELOW_ALTERED = 930


@dataclass(slots=True)
class _Laid:
    """One mark where it lies on the pane.

    Attributes:
        mark: What it is.
        shape, handles: In logical pixels of the pane.
        words: Its lines, broken to fit.
        label: Where they stand.
        drawing: Its lines as a picture and where that lies, once they were drawn.
    """

    mark: Mark
    shape: Shape
    handles: tuple[QPointF, ...]
    words: tuple[Words, ...]
    label: QRectF
    drawing: tuple[QPointF, QImage] | None = None


class MeasureItem(OutlineItem):
    """What is measured, on one pane; its lines are worked out anew only when something moves.

    Args:
        pane: Over whose picture.
        is_hidden: Whether the pane shows another film just now, or nothing may lie over it.
    """

    def __init__(self, pane: Pane, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, _BELOW_ALTERED)
        self._is_hidden = is_hidden
        self._place: FilmPlace | None = None
        self._marks = Marks()
        self._version = 0
        self._laid: list[_Laid] = []
        self._laid_for: object = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is measured."""
        return not (self._marks.drawn or self._marks.others)

    @property
    def labels(self) -> list[QRectF]:
        """Where the words of each mark stand, in logical pixels of the pane."""
        return [laid.label for laid in self._lay()]

    def lie_on(self, place: FilmPlace | None) -> None:
        """Draw on another film, or on one that is turned otherwise; None draws nothing."""
        self._place = place
        self._pane.viewport().update()

    def show_marks(self, marks: Marks) -> None:
        """Draw these from now on."""
        if marks != self._marks:
            self._marks = marks
            self._version += 1
            self._pane.viewport().update()

    def way(self) -> QTransform | None:
        """Return the way from pixels of the film as read to those of the pane; None without."""
        pane, place = self._pane, self._place
        if place is None or pane.picture is None or self._is_hidden():
            return None
        way = way_to_view(pane, place)
        if way is None:
            return None
        look = pane.look
        left = pane.width() / 2 - look.x * look.scale
        top = pane.height() / 2 - look.y * look.scale
        return way * QTransform(look.scale, 0, 0, look.scale, left, top)

    def hit(self, point: QPointF) -> Hit | None:
        """Return what can be taken hold of at a point of the pane: handles first, latest first."""
        laid, chosen = self._lay()[: len(self._marks.drawn)], self._marks.chosen
        if chosen is not None and chosen.index < len(laid):
            near = [distance(point, handle) for handle in laid[chosen.index].handles]
            if near and min(near) <= HANDLE_PX:
                return Hit(chosen.index, near.index(min(near)))
        for index in reversed(range(len(laid))):
            one = laid[index]
            if one.label.contains(point) or one.shape.distance(point) <= NEAR_PX:
                return Hit(index)
        return None

    def _lay(self) -> list[_Laid]:
        """Return where everything lies, worked out once for each look at the film."""
        pane = self._pane
        if self._place is None or self.is_empty or self._is_hidden():
            return []
        sizes = (pane.width(), pane.height(), theme().text_scale)
        written = [*pane.written(), *_on_pane(pane)]
        layer = pane.item.layer
        shown = None if layer is None else ref(layer)  # which keeps no closed film in memory
        key = (shown, self._place, pane.look, sizes, self._version, written)
        if key != self._laid_for:
            self._laid_for = key
            self._laid = self._laid_anew(written)
        return self._laid

    def _laid_anew(self, written: Sequence[QRectF]) -> list[_Laid]:
        way = self.way()
        if way is None:
            return []
        marks = (*self._marks.drawn, *self._marks.others)
        shapes = [shape_of(mark.kind, mark.points, way) for mark in marks]
        taken = list(written)
        made = []
        for at, mark in enumerate(marks):
            handles = tuple(way.map(QPointF(x, y)) for x, y in mark.handles)
            words = wrapped(mark.words, self._pane.width() - 2 * EDGE_PX)
            laid = _Laid(mark, shapes[at], handles, words, QRectF())
            laid.label = self._label(laid, taken, (*shapes[:at], *shapes[at + 1 :]))
            made.append(laid)
        return made

    def _label(self, laid: _Laid, taken: list[QRectF], others: Sequence[Shape]) -> QRectF:
        """Return where the words of a mark stand; nowhere while it is out of sight."""
        shape, handles = laid.shape, laid.handles
        film, pane = self._picture(), QRectF(self._pane.rect())
        body = shape.body if shape.lines else grown(QRectF(handles[-1], handles[-1]), 1)
        if not laid.words or not body.intersects(film):
            return QRectF()
        size = size_of(laid.words)
        if laid.mark.kind is MeasureKind.TEXT:
            left = handles[0] - QPointF(GAP_PX, 0)
            label = place_label(Shape(()), left, size, pane, ())
        else:
            seen = shape if film.contains(body) else Shape((QPolygonF(body & film),))
            label = place_label(seen, handles[-1], size, pane, taken, others)
        taken.append(label)
        return label

    def _picture(self) -> QRectF:
        """Return the part of the pane that shows the film."""
        pane, look = self._pane, self._pane.look
        size = (pane.width(), pane.height())
        place = picture_rect(pane)
        corner = QPointF(*look.to_pane((place.left(), place.top()), size))
        shown = QRectF(corner, place.size() * look.scale)
        return shown & QRectF(pane.rect())

    def _draw(self, painter: QPainter, view: QTransform) -> None:  # noqa: ARG002 - OutlineItem's
        laid = self._lay()
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        for at, one in enumerate(laid):
            drawing = one.drawing
            if drawing is None or drawing[1].devicePixelRatio() != ratio:
                drawing = one.drawing = self._drawing(at, one, ratio)
            painter.drawImage(*drawing)
        for one in laid:
            draw_words(painter, one.mark, one.words, one.label)

    def _drawing(self, at: int, one: _Laid, ratio: float) -> tuple[QPointF, QImage]:
        chosen = self._marks.chosen
        is_chosen = chosen is not None and chosen.index == at and at < len(self._marks.drawn)
        handles = one.handles if is_chosen else ()
        held = chosen.handle if chosen is not None else None
        return drawing_of(one.mark, one.shape, handles, held, self._picture(), ratio)


def _on_pane(pane: Pane) -> list[QRectF]:
    """Return where buttons stay on a pane; those that come and go with the pointer do not count."""
    found = [*pane.findChildren(GuestButton), *pane.findChildren(DifferenceSwitch)]
    return [QRectF(one.geometry()) for one in found if one.isVisible()]
