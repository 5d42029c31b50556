"""Where the words of a measurement stand: in the pane, beside its lines, not over other words."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from viewer.canvas.measure_shapes import Shape, grown

GAP_PX: Final = 12.0
EDGE_PX: Final = 4.0
_OVER_WORDS = 4.0
_OVER_LINES = 2.0
_OVER_OTHERS = 1.0
_MOVED = 1.0


def place_label(
    shape: Shape,
    anchor: QPointF,
    size: QSizeF,
    pane: QRectF,
    taken: Sequence[QRectF],
    others: Sequence[Shape] = (),
) -> QRectF:
    """Return where words of a size stand best; always within the pane where they fit at all.

    To the right of the lines, else to the left, below or above; wherever they would lie over
    other words or over lines, their own above all, is a worse place.

    Args:
        shape: The lines they belong to.
        anchor: Where the measurement is when it has no lines.
        size: Of the words, in logical pixels.
        pane: What may be written on.
        taken: Where other words stand already.
        others: What else is drawn.
    """
    body = shape.body if shape.lines else QRectF(anchor, anchor)
    room = grown(pane, -EDGE_PX)
    best, least = QRectF(), float("inf")
    for rank, wanted in enumerate(_candidates(shape, body, size)):
        for kept in _clear(_within(wanted, room), taken, room):
            cost = rank * 0.1
            cost += _MOVED * (kept.topLeft() - wanted.topLeft()).manhattanLength() / 100
            if cost >= least:
                continue
            cost += _OVER_WORDS * sum(kept.intersects(other) for other in taken)
            cost += _OVER_LINES * shape.crosses(grown(kept, 2))
            cost += _OVER_OTHERS * any(other.crosses(kept) for other in others)
            if cost < least:
                best, least = kept, cost
    return best


def _clear(box: QRectF, taken: Sequence[QRectF], room: QRectF) -> Iterator[QRectF]:
    """Yield the box itself, and where it goes to lie just above or below what is in its way."""
    yield box
    for other in taken:
        if box.intersects(other):
            yield _within(QRectF(box.left(), other.bottom() + 1, *_size(box)), room)
            yield _within(QRectF(box.left(), other.top() - 1 - box.height(), *_size(box)), room)


def _size(box: QRectF) -> tuple[float, float]:
    return box.width(), box.height()


def _candidates(shape: Shape, body: QRectF, size: QSizeF) -> Iterator[QRectF]:
    """Yield places from the best to the last resort."""
    wide, high = size.width(), size.height()
    middle = body.center()
    right_end = _rightmost(shape) if shape.lines else middle
    left, top = body.left() - GAP_PX - wide, body.top() - GAP_PX - high
    right, below = body.right() + GAP_PX, body.bottom() + GAP_PX
    yield QRectF(right, right_end.y() - high / 2, wide, high)
    yield QRectF(right, middle.y() - high / 2, wide, high)
    yield QRectF(left, middle.y() - high / 2, wide, high)
    yield QRectF(middle.x() - wide / 2, below, wide, high)
    yield QRectF(middle.x() - wide / 2, top, wide, high)
    yield QRectF(right, top, wide, high)
    yield QRectF(right, below, wide, high)
    yield QRectF(left, top, wide, high)
    yield QRectF(left, below, wide, high)
    inset = 2 * GAP_PX
    yield QRectF(body.left() + inset, middle.y() + GAP_PX, wide, high)
    yield QRectF(body.right() - inset - wide, middle.y() - GAP_PX - high, wide, high)


def _rightmost(shape: Shape) -> QPointF:
    points = [line.at(n) for line in shape.lines for n in range(line.size())]
    edge = max(point.x() for point in points)
    near = [point.y() for point in points if edge - point.x() < 1]
    return QPointF(edge, (min(near) + max(near)) / 2)


def _within(box: QRectF, room: QRectF) -> QRectF:
    """Return the box pushed into the room; at its left and top edge where it does not fit."""
    x = max(room.left(), min(box.left(), room.right() - box.width()))
    y = max(room.top(), min(box.top(), room.bottom() - box.height()))
    return QRectF(x, y, box.width(), box.height())
