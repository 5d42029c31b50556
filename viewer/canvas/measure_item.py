"""Measurements drawn over the film of a pane, with their figures beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTransform

from engine import MeasureKind, Measurement
from viewer.canvas import style
from viewer.canvas.film_decor_item import FilmPlace, way_to_view
from viewer.canvas.measure_edit import distance, handles_of
from viewer.canvas.measure_labels import EDGE_PX, GAP_PX, place_label
from viewer.canvas.measure_shapes import Shape, grown, shape_of
from viewer.canvas.outline_overlay import OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.shares import picture_rect
from viewer.canvas.words import draw_line, width_of
from viewer.theme import TextRole, theme

NEAR_PX: Final = 8.0
HANDLE_PX: Final = 12.0

_BELOW_ALTERED = 930
_UNDER = "#B3000000"  # black, 70 %
_UNDER_PX = 4.0
_LINE_PX = 1.5
_DASHES = (4.0, 3.0)
_RING_PX = 4.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One measurement as it is drawn.

    Attributes:
        kind: What it is.
        points: (x, y) pixels of the film as read; fewer than its kind has while it is drawn.
        words: Lines beside it, the first one strong.
        is_dashed: It is no measurement, but what calibrates them.
    """

    kind: MeasureKind
    points: tuple[tuple[float, float], ...]
    words: tuple[str, ...] = ()
    is_dashed: bool = False

    @property
    def handles(self) -> tuple[tuple[float, float], ...]:
        """The points it can be pulled by."""
        if len(self.points) < self.kind.points:
            return self.points
        return handles_of(Measurement(self.kind, self.points))


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer.

    Attributes:
        index: Which measurement.
        handle: Which of its handles, or None for the whole.
    """

    index: int
    handle: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is drawn.

    Attributes:
        drawn: The measurements, in the order drawn.
        chosen: The one the user works on, and which of its handles; or None.
        others: What cannot be chosen: the one being drawn, the known object.
    """

    drawn: tuple[Mark, ...] = ()
    chosen: Hit | None = None
    others: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line beside a measurement.

    Attributes:
        text: What it reads.
        is_strong: It says the figure, not how far it can be trusted.
    """

    text: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class _Laid:
    """One mark where it lies on the pane."""

    mark: Mark
    shape: Shape
    handles: tuple[QPointF, ...]
    words: tuple[Words, ...]
    label: QRectF


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
        self._laid: list[_Laid] = []
        self._laid_for: object = None

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
        way = self.way()
        if way is None:
            return []
        pane = self._pane
        key = (way, pane.width(), pane.height(), theme().text_scale, self._marks)
        if key != self._laid_for:
            self._laid_for = key
            marks = (*self._marks.drawn, *self._marks.others)
            shapes = [shape_of(mark.kind, mark.points, way) for mark in marks]
            taken: list[QRectF] = []
            self._laid = []
            for at, mark in enumerate(marks):
                handles = tuple(way.map(QPointF(x, y)) for x, y in mark.handles)
                others = (*shapes[:at], *shapes[at + 1 :])
                words = _wrapped(mark.words, pane.width() - 2 * EDGE_PX)
                label = self._label(mark, shapes[at], handles, words, taken, others)
                self._laid.append(_Laid(mark, shapes[at], handles, words, label))
        return self._laid

    def _label(
        self,
        mark: Mark,
        shape: Shape,
        handles: tuple[QPointF, ...],
        words: tuple[Words, ...],
        taken: list[QRectF],
        others: Sequence[Shape],
    ) -> QRectF:
        """Return where the words of a mark stand; nowhere while it is out of sight."""
        film, pane = self._picture(), QRectF(self._pane.rect())
        body = shape.body if shape.lines else grown(QRectF(handles[-1], handles[-1]), 1)
        if not words or not body.intersects(film):
            return QRectF()
        size = _size_of(words)
        if mark.kind is MeasureKind.TEXT:
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
        if not laid:
            return
        painter.save()
        painter.setClipRect(self._picture(), Qt.ClipOperation.IntersectClip)
        for one in laid:
            self._draw_lines(painter, one)
        chosen = self._marks.chosen
        if chosen is not None and chosen.index < len(self._marks.drawn):
            _draw_handles(painter, laid[chosen.index].handles, chosen.handle)
        painter.restore()
        for one in laid:
            _draw_words(painter, one)

    def _draw_lines(self, painter: QPainter, one: _Laid) -> None:
        colour = QColor(_colour_of(one.mark.kind))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        solid = () if one.mark.is_dashed else one.shape.lines
        dashed = one.shape.lines if one.mark.is_dashed else one.shape.dashes
        _stroke(painter, (*solid, *dashed), QPen(QColor(_UNDER), _UNDER_PX))
        over = QPen(colour, _LINE_PX)
        _stroke(painter, solid, over)
        over.setDashPattern(_DASHES)
        _stroke(painter, dashed, over)


def _stroke(painter: QPainter, lines: Sequence[QPolygonF], pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for line in lines:
        painter.drawPolyline(line)


def _draw_handles(painter: QPainter, handles: Sequence[QPointF], held: int | None) -> None:
    """Draw a ring at each, and fill the one the arrow keys move."""
    for number, handle in enumerate(handles):
        painter.setPen(QPen(QColor(_UNDER), _UNDER_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(handle, _RING_PX, _RING_PX)
        painter.setPen(QPen(QColor(style.BAR), _LINE_PX))
        if number == held:
            painter.setBrush(QColor(style.BAR))
        painter.drawEllipse(handle, _RING_PX, _RING_PX)


def _draw_words(painter: QPainter, one: _Laid) -> None:
    if one.label.isEmpty():
        return
    high = theme().line(TextRole.SECONDARY)
    colour = _colour_of(one.mark.kind)
    for number, line in enumerate(one.words):
        middle = one.label.top() + high * (number + 0.5)
        ink = colour if line.is_strong else style.CORNER
        draw_line(painter, one.label.left(), middle, line.text, _font(line.is_strong), ink)


def _colour_of(kind: MeasureKind) -> str:
    return style.TITLE if kind.is_region else style.FILM_LINE


def _font(is_strong: bool) -> QFont:
    return theme().font(TextRole.SECONDARY_BOLD if is_strong else TextRole.SECONDARY)


def _wrapped(lines: Sequence[str], room: float) -> tuple[Words, ...]:
    """Return the lines, broken where they are wider than there is room."""
    made: list[Words] = []
    for number, line in enumerate(lines):
        is_strong = number == 0
        font, so_far = _font(is_strong), ""
        for word in line.split(" "):
            longer = f"{so_far} {word}" if so_far else word
            if so_far and width_of(longer, font) > room:
                made.append(Words(so_far, is_strong))
                longer = word
            so_far = longer
        made.append(Words(so_far, is_strong))
    return tuple(made)


def _size_of(lines: Sequence[Words]) -> QSizeF:
    wide = max(width_of(line.text, _font(line.is_strong)) for line in lines)
    return QSizeF(wide, theme().line(TextRole.SECONDARY) * len(lines))
