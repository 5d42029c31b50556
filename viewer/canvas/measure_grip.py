"""Taking hold of a measurement that is there: the whole, or one of its points."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from engine import MeasureKind, Measurement
from viewer.canvas.hand import CLICK_PX
from viewer.canvas.measure_edit import Point, handles_of, on_film, pulled, shifted
from viewer.canvas.measure_layer import MeasureLayer
from viewer.canvas.measure_marks import Hit
from viewer.canvas.pane import Pane

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PARTNERS = {
    MeasureKind.LENGTH: (1, 0),
    MeasureKind.ARROW: (1, 0),
    MeasureKind.ANGLE: (1, 0, 1),
    MeasureKind.COBB: (1, 0, 3, 2),
    MeasureKind.RECTANGLE: (2, 3, 0, 1),
    MeasureKind.ELLIPSE: (2, 3, 0, 1),
}
"""From which other handle each is seen, where Shift keeps a line straight or a box square."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A button that is down on a measurement."""

    hit: Hit
    before: Measurement
    press: QPointF
    start: Point


class Grip:
    """Moves one measurement; it is changed for good only once the button is let go.

    Args:
        layer: Where they lie.
        measurement: Returns one by its position.
    """

    def __init__(
        self, layer: MeasureLayer, measurement: Callable[[int], Measurement | None]
    ) -> None:
        self._layer = layer
        self._measurement = measurement
        self._held: _Held | None = None
        self._now: Measurement | None = None

    @property
    def is_holding(self) -> bool:
        """Whether a button is down on a measurement."""
        return self._held is not None

    def take(self, pane: Pane, event: QMouseEvent, hit: Hit) -> None:
        """Take hold."""
        before = self._measurement(hit.index)
        start = self._layer.film_point(pane, event.position())
        if before is not None and start is not None:
            self._held = _Held(hit, before, event.position(), start)
            self._now = None

    def move(self, pane: Pane, event: QMouseEvent) -> tuple[int, Measurement] | None:
        """Return what it becomes; None before the hand has really moved."""
        held = self._held
        if held is None:
            return None
        travel = (event.position() - held.press).manhattanLength()
        if self._now is None and travel < CLICK_PX:
            return None
        made = self._made(held, pane, event)
        if made is None:
            return None
        self._now = made
        return held.hit.index, made

    def let_go(self) -> tuple[int, Measurement] | None:
        """Return what it has become; None where it stayed as it was."""
        held, now = self._held, self._now
        self._held = self._now = None
        return None if held is None or now is None else (held.hit.index, now)

    def _made(self, held: _Held, pane: Pane, event: QMouseEvent) -> Measurement | None:
        place, handle = self._layer.place, held.hit.handle
        if place is None:
            return None
        if handle is None:
            here = self._layer.film_point(pane, event.position())
            if here is None:
                return None
            return shifted(held.before, (here[0] - held.start[0], here[1] - held.start[1]), place)
        handles = handles_of(held.before)
        anchor = None
        if event.modifiers() & _SHIFT and held.before.kind in _PARTNERS:
            anchor = handles[_PARTNERS[held.before.kind][handle]]
        is_box = held.before.kind.is_region
        aimed = self._layer.aimed(pane, event.position(), anchor, is_box=is_box)
        if aimed is None:
            return None
        if anchor is None:  # the pointer seldom takes it by its very middle
            grip = handles[handle]
            offset = grip[0] - held.start[0], grip[1] - held.start[1]
            aimed = on_film((aimed[0] + offset[0], aimed[1] + offset[1]), place)
        return pulled(held.before, handle, aimed)
