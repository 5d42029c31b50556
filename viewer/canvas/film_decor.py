"""All that a film's file, or a presentation state beside it, draws over its panes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF

from engine import DisplayedArea, Shutter
from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor_item import FilmPlace, way_to_view
from viewer.canvas.overlay_item import OverlayItem, PlaneSheet
from viewer.canvas.pane import Pane
from viewer.canvas.shutter_item import ShutterItem
from viewer.canvas.state_drawings import NO_DRAWINGS, Drawings, area_box
from viewer.canvas.state_drawings_item import DrawingsItem


class FilmDecor:
    """Shutter, overlays and drawings on every pane that shows the film.

    While the original is held the drawings are gone; the shutter and the overlays, which the film
    came with, stay.

    Args:
        compare: The panes.
    """

    def __init__(self, compare: CompareView) -> None:
        self._compare = compare
        self._place: FilmPlace | None = None
        panes = compare.all_panes
        self.shutters = tuple(ShutterItem(pane, self._is_away(pane)) for pane in panes)
        self.overlays = tuple(OverlayItem(pane, self._is_away(pane)) for pane in panes)
        self.drawings = tuple(
            DrawingsItem(pane, self._is_away(pane, or_held=True)) for pane in panes
        )

    def _is_away(self, pane: Pane, *, or_held: bool = False) -> Callable[[], bool]:
        compare = self._compare
        return lambda: compare.is_of_other_film(pane) or (or_held and compare.is_original_held)

    def lie_on(self, place: FilmPlace | None) -> None:
        """Draw on another film, or on one turned otherwise; None draws nothing."""
        self._place = place
        for item in (*self.shutters, *self.overlays, *self.drawings):
            item.lie_on(place)

    def clear(self) -> None:
        """Draw nothing, and let go of what was drawn."""
        self.lie_on(None)
        self.show_shutter(None)
        self.show_planes(())
        self.show_drawings(NO_DRAWINGS)

    def show_shutter(self, shutter: Shutter | None) -> None:
        """Cover what a shutter hides, or nothing."""
        for item in self.shutters:
            item.show_shutter(shutter)

    def show_planes(self, sheets: Sequence[PlaneSheet]) -> None:
        """Draw these overlay planes, and no others."""
        for item in self.overlays:
            item.show_planes(sheets)

    def show_drawings(self, drawings: Drawings) -> None:
        """Draw what a state draws."""
        for item in self.drawings:
            item.show_drawings(drawings)

    def fit_area(self, area: DisplayedArea) -> None:
        """Look at a displayed area in both panes, as large as it fits."""
        place = self._place
        if place is None:
            return
        left, top, right, bottom = area_box(area, (place.rows, place.columns))
        box = QRectF(left, top, right - left, bottom - top)
        if box == QRectF(0, 0, place.columns, place.rows):
            self._compare.fit()  # and keep it fitted
            return
        for pane in self._compare.all_panes:
            way = way_to_view(pane, place)
            if way is not None:
                pane.fit_part(way.mapRect(box))
