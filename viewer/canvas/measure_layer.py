"""Measurements over all panes that show the film."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF

from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.measure_edit import on_film, squared, straightened
from viewer.canvas.measure_item import MeasureItem
from viewer.canvas.measure_marks import Hit, Mark, Marks
from viewer.canvas.pane import Pane


class MeasureLayer:
    """One set of marks on every pane.

    Args:
        compare: The panes.
        is_hidden: Whether a pane shows another film just now, or nothing may lie over it.
    """

    def __init__(self, compare: CompareView, is_hidden: Callable[[Pane], bool]) -> None:
        self.place: FilmPlace | None = None
        self.row_by_column = 1.0
        self.items = {
            pane: MeasureItem(pane, lambda pane=pane: is_hidden(pane))  # type: ignore[misc]
            for pane in compare.all_panes
        }
        self._marks = Marks()
        self._draft: Mark | None = None

    @property
    def marks(self) -> Marks:
        """What is drawn, without the one being drawn."""
        return self._marks

    def lie_on(self, place: FilmPlace | None, row_by_column: float = 1.0) -> None:
        """Lie on another film, or on one that is turned otherwise; None for no film.

        Args:
            place: The film.
            row_by_column: Distance between its rows by that between its columns, above 0.
        """
        self.place, self.row_by_column = place, row_by_column
        for item in self.items.values():
            item.lie_on(place)

    def show_marks(self, marks: Marks) -> None:
        """Draw these."""
        self._marks = marks
        self._show()

    def show_draft(self, draft: Mark | None) -> None:
        """Draw what is being drawn, too."""
        if draft != self._draft:
            self._draft = draft
            self._show()

    def hit(self, pane: Pane, point: QPointF) -> Hit | None:
        """Return what can be taken hold of at a point of a pane."""
        return self.items[pane].hit(point)

    def film_point(self, pane: Pane, point: QPointF) -> tuple[float, float] | None:
        """Return the (x, y) pixel of the film as read at a point of a pane; None without film."""
        way = self.items[pane].way()
        back, is_possible = way.inverted() if way is not None else (None, False)
        if back is None or not is_possible:
            return None
        found = back.map(point)
        return found.x(), found.y()

    def pane_point(self, pane: Pane, point: tuple[float, float]) -> QPointF | None:
        """Return where a pixel of the film as read lies on a pane; None without film."""
        way = self.items[pane].way()
        return None if way is None else way.map(QPointF(*point))

    def aimed(
        self, pane: Pane, at: QPointF, anchor: tuple[float, float] | None, *, is_box: bool
    ) -> tuple[float, float] | None:
        """Return the point of the film meant while Shift keeps a line straight or a box square.

        Args:
            pane: Where the pointer is.
            at: The pointer, in logical pixels of the pane.
            anchor: The point it is seen from, on the film as read; None keeps nothing straight.
            is_box: The anchor and the point are corners of a box.
        """
        place = self.place
        if anchor is not None and not is_box:
            start = self.pane_point(pane, anchor)
            at = at if start is None else straightened(start, at)
        found = self.film_point(pane, at)
        if found is None or place is None:
            return None
        if anchor is not None and is_box:
            return squared(anchor, on_film(found, place), place, self.row_by_column)
        return on_film(found, place)

    def _show(self) -> None:
        marks = self._marks
        if self._draft is not None:
            marks = replace(marks, others=(*marks.others, self._draft))
        for item in self.items.values():
            item.show_marks(marks)
