"""All that a film's file, or a presentation state beside it, draws over its two panes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from engine import DisplayedArea, Shutter
from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor_item import FilmPlace, way_to_view
from viewer.canvas.overlay_item import OverlayItem, PlaneSheet
from viewer.canvas.shutter_item import ShutterItem
from viewer.canvas.state_drawings import NO_DRAWINGS, Drawings, area_box
from viewer.canvas.state_drawings_item import DrawingsItem


class FilmDecor:
    """Shutter, overlays and drawings on both panes.

    While the original is held the drawings are gone; the shutter and the overlays, which the film
    came with, stay.

    Args:
        compare: The panes.
    """

    def __init__(self, compare: CompareView) -> None:
        self._compare = compare
        self._place: FilmPlace | None = None
        self.shutters = tuple(ShutterItem(pane) for pane in compare.panes)
        self.overlays = tuple(OverlayItem(pane) for pane in compare.panes)
        self.drawings = tuple(
            DrawingsItem(pane, lambda: compare.is_original_held) for pane in compare.panes
        )

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
        for pane in self._compare.panes:
            way = way_to_view(pane, place)
            if way is not None:
                pane.fit_part(way.mapRect(box))
