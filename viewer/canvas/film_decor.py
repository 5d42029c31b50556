"""All that a film's file, or a presentation state beside it, draws over its two panes."""

from collections.abc import Sequence

from engine import Shutter
from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.overlay_item import OverlayItem, PlaneSheet
from viewer.canvas.shutter_item import ShutterItem


class FilmDecor:
    """Shutter and overlays on both panes.

    Args:
        compare: The panes.
    """

    def __init__(self, compare: CompareView) -> None:
        self.shutters = tuple(ShutterItem(pane) for pane in compare.panes)
        self.overlays = tuple(OverlayItem(pane) for pane in compare.panes)

    def lie_on(self, place: FilmPlace | None) -> None:
        """Draw on another film, or on one turned otherwise; None draws nothing."""
        for item in (*self.shutters, *self.overlays):
            item.lie_on(place)

    def show_shutter(self, shutter: Shutter | None) -> None:
        """Cover what a shutter hides, or nothing."""
        for item in self.shutters:
            item.show_shutter(shutter)

    def show_planes(self, sheets: Sequence[PlaneSheet]) -> None:
        """Draw these overlay planes, and no others."""
        for item in self.overlays:
            item.show_planes(sheets)
