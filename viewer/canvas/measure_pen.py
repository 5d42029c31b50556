"""Drawing a measurement: press, drag and let go, or click by click."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from engine import MeasureKind
from viewer.canvas.choices import Tool
from viewer.canvas.hand import CLICK_PX
from viewer.canvas.measure_edit import Point, distance, is_stroke_start
from viewer.canvas.measure_layer import MeasureLayer
from viewer.canvas.measure_marks import Mark
from viewer.canvas.pane import Pane

KINDS: Final = {
    Tool.LENGTH: MeasureKind.LENGTH,
    Tool.ANGLE: MeasureKind.ANGLE,
    Tool.COBB: MeasureKind.COBB,
    Tool.RECTANGLE: MeasureKind.RECTANGLE,
    Tool.ELLIPSE: MeasureKind.ELLIPSE,
    Tool.ARROW: MeasureKind.ARROW,
    Tool.TEXT: MeasureKind.TEXT,
    Tool.CALIBRATE: MeasureKind.LENGTH,
}
"""What each tool draws; a tool that is not here draws nothing."""

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Pen:
    """The points set so far, and the one that follows the pointer.

    Args:
        layer: Where it draws.
        describe: Returns the words beside what is drawn, once it has all of its points.
    """

    def __init__(
        self, layer: MeasureLayer, describe: Callable[[Tool, tuple[Point, ...]], tuple[str, ...]]
    ) -> None:
        self._layer = layer
        self._describe = describe
        self._tool = Tool.LENGTH
        self._fixed: list[Point] = []
        self._press: QPointF | None = None

    @property
    def is_drawing(self) -> bool:
        """Whether something is half drawn."""
        return bool(self._fixed)

    def drop(self) -> None:
        """Forget what is half drawn."""
        self._fixed, self._press = [], None
        self._layer.show_draft(None)

    def press(self, pane: Pane, event: QMouseEvent, tool: Tool) -> None:
        """Begin a line here; what only goes on with one is set when the button is let go."""
        if not self._fixed:
            self._tool = tool
        self._press = event.position()
        aimed = self._aim(pane, event)
        if aimed is None:
            return
        if is_stroke_start(self._kind, len(self._fixed)):
            self._fixed.append(aimed)
        self._follow(aimed)

    def move(self, pane: Pane, event: QMouseEvent) -> None:
        """Let the next point follow the pointer."""
        if self._fixed:
            self._follow(self._aim(pane, event))

    def release(self, pane: Pane, event: QMouseEvent) -> tuple[Point, ...] | None:
        """Set the next point, unless this click began a line; return what is complete."""
        press, self._press = self._press, None
        if not self._fixed or press is None:
            return None
        aimed = self._aim(pane, event)
        is_missing = len(self._fixed) < self._kind.points
        if is_missing and aimed is not None and not self._is_near_last(pane, event.position()):
            self._fixed.append(aimed)
        if len(self._fixed) < self._kind.points:
            return None
        points = tuple(self._fixed)
        self.drop()
        return points

    @property
    def _kind(self) -> MeasureKind:
        return KINDS[self._tool]

    def _aim(self, pane: Pane, event: QMouseEvent) -> Point | None:
        anchor = None
        is_begun = not is_stroke_start(self._kind, len(self._fixed))
        if event.modifiers() & _SHIFT and is_begun:
            anchor = self._fixed[-1]
        return self._layer.aimed(pane, event.position(), anchor, is_box=self._kind.is_region)

    def _is_near_last(self, pane: Pane, at: QPointF) -> bool:
        """Whether a point would fall on the one before it: a slip, or half of a double click."""
        last = self._layer.pane_point(pane, self._fixed[-1])
        return last is not None and distance(last, at) < CLICK_PX

    def _follow(self, aimed: Point | None) -> None:
        points = tuple(self._fixed)
        if aimed is not None and not is_stroke_start(self._kind, len(points)):
            points = (*points, aimed)[: self._kind.points]
        is_whole = len(points) == self._kind.points
        words = self._describe(self._tool, points) if is_whole else ()
        self._layer.show_draft(Mark(self._kind, points, words))
