"""Words and lengths typed on the film."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from engine import MeasureKind
from viewer.canvas.measure_field import FilmField
from viewer.canvas.measure_marks import Mark

if TYPE_CHECKING:
    from viewer.canvas.measure_edit import Point
    from viewer.canvas.measure_layer import MeasureLayer
    from viewer.canvas.pane import Pane

_LONGEST = 200
_LONGEST_MM = 10_000.0


class MeasureTyping(QObject):
    """One field at a time, on the pane where something was drawn.

    Args:
        layer: Where things lie on the panes.
    """

    def __init__(self, layer: MeasureLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.field: FilmField | None = None

    def end(self) -> None:
        """Drop what is being typed."""
        field, self.field = self.field, None
        if field is not None:
            field.end()
            self._layer.show_draft(None)

    def ask_text(
        self, pane: Pane, point: Point, text: str, done: Callable[[Point, str], None]
    ) -> None:
        """Ask for the words at a point of the film; nothing typed changes nothing."""
        field = self._open(pane, point, self.tr("Text"), text, keeps_on_leaving=True)

        def take(typed: str) -> None:
            self.end()
            if typed != text:
                done(point, typed)

        field.given.connect(take)

    def ask_length(
        self,
        pane: Pane,
        ends: tuple[Point, Point],
        done: Callable[[tuple[Point, Point], float], str],
    ) -> None:
        """Ask how long what was drawn really is.

        Args:
            pane: On which it was drawn.
            ends: On the film as read.
            done: Gets ends and length in mm; returns why that cannot be, or "".
        """
        name = self.tr("True length, mm")
        field = self._open(pane, ends[1], name, "", keeps_on_leaving=False)
        self._layer.show_draft(Mark(MeasureKind.LENGTH, ends, is_dashed=True))

        def take(typed: str) -> None:
            mm = length_mm(typed)
            if mm is None:
                field.refuse(self.tr("A length above 0 mm is wanted, such as 25 or 25.4."))
                return
            refusal = done(ends, mm)
            if refusal:
                field.refuse(refusal)
            else:
                self.end()

        field.given.connect(take)

    def _open(
        self, pane: Pane, point: Point, name: str, text: str, *, keeps_on_leaving: bool
    ) -> FilmField:
        self.end()
        field = FilmField(pane, name, text, _LONGEST, keeps_on_leaving=keeps_on_leaving)
        self.field = field
        field.dropped.connect(lambda: self._dropped(field))
        here = self._layer.pane_point(pane, point)
        field.open_at((here or QPointF()) + QPointF(12, -12))
        return field

    def _dropped(self, field: FilmField) -> None:
        if self.field is field:
            self.end()


def length_mm(typed: str) -> float | None:
    """Return a length as people type it, "25,4 mm"; None for anything but one above 0."""
    words = typed.strip().lower().removesuffix("mm").strip().replace(",", ".")
    try:
        found = float(words)
    except ValueError:
        return None
    return found if 0 < found <= _LONGEST_MM else None
