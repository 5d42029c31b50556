"""Original and enhanced picture of one film: beside, over and against each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from engine import Picture
from viewer.canvas.choices import Layout, Tool
from viewer.canvas.geometry import Look
from viewer.canvas.guest import Guest, Place
from viewer.canvas.guest_links import Links, Share, place_on
from viewer.canvas.guest_sides import Side, Sides
from viewer.canvas.map_overlay import MapLayer
from viewer.canvas.pane import Pane
from viewer.canvas.pane_toolbar import PaneToolbar
from viewer.canvas.picture_item import GreyTable, RgbTable
from viewer.canvas.quad import PaneGrid


class CompareView(QWidget):
    """Four panes on one film and its guests; ``original`` and ``enhanced`` are always of the film.

    Zoom and pan of all are linked, unless the user has parted them.
    """

    layout_changed = Signal()
    guest_wanted = Signal(object)  # Place: somebody asked for a guest in an empty pane
    guest_window_drag_started = Signal(object)  # Place, of another film, as are the next two
    guest_window_dragged = Signal(object, float, float)  # as Pane.window_dragged
    guest_window_drag_ended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.original = Pane(self)
        self.enhanced = Pane(self)
        self.third = Pane(self)
        self.fourth = Pane(self)
        self._layout = Layout.SIDE_BY_SIDE
        self._sides: Sides | None = None
        self._looks_before: dict[Pane, Look] = {}
        self._map: MapLayer | None = None
        self._reliability: MapLayer | None = None
        self._is_held = False
        self._grid = PaneGrid(self, self.all_panes)
        self._links = Links(self.all_panes)
        self.setFocusProxy(self.enhanced)
        self.toolbars = tuple(PaneToolbar(pane) for pane in self.all_panes)
        for toolbar in self.toolbars:
            toolbar.original_held.connect(self.hold_original)
        for place in Place:
            self._listen(place)
        self._arrange()

    @property
    def panes(self) -> tuple[Pane, Pane]:
        """Original and enhanced."""
        return self.original, self.enhanced

    @property
    def all_panes(self) -> tuple[Pane, ...]:
        """Original and enhanced, and the further ones of the layout two by two."""
        return self.original, self.enhanced, self.third, self.fourth

    def pane_at(self, place: Place) -> Pane:
        """Return the pane a guest at this place stands in."""
        return {Place.LEFT: self.original, Place.THIRD: self.third, Place.FOURTH: self.fourth}[
            place
        ]

    def show_pictures(
        self,
        original: Picture,
        original_table: GreyTable | RgbTable,
        enhanced: Picture,
        enhanced_table: GreyTable | RgbTable,
        *,
        keep_view: bool,
    ) -> None:
        """Show both pictures of a film.

        Args:
            original: The film as read.
            original_table: (65536,) uint8 or uint32, see ``Pane.show_picture``.
            enhanced: The film after the recipe; a reduced preview takes the same place. One that
                was cut or turned is shown on a grid of its own, at the same scale.
            enhanced_table: Likewise.
            keep_view: Leave zoom and pan, for another result of the same film.
        """
        self._sides = Sides(original, original_table, enhanced, enhanced_table, self._sides)
        self._present(keep_view=keep_view)

    def set_tables(
        self, original_table: GreyTable | RgbTable, enhanced_table: GreyTable | RgbTable
    ) -> None:
        """Show the same pictures through other tables."""
        if self._sides is None:
            return
        self._sides.original.table = original_table
        self._sides.enhanced.table = enhanced_table
        self._show_tables()

    def set_guest(self, place: Place, guest: Guest | None, *, keep_view: bool = True) -> None:
        """Show a further picture at a place, or none.

        Args:
            place: Where; a place that the layout does not show is kept for one that does.
            guest: What; it is forgotten when another film is shown.
            keep_view: Leave zoom and pan; otherwise the whole film is fitted in its pane.
        """
        if self._sides is not None:
            self._sides.set_guest(place, guest)
            self._present(keep_view=keep_view)

    def dismiss_guests(self) -> None:
        """Let all guests go: another film comes."""
        if self._sides is not None and self._sides.guests:
            self._sides.guests.clear()
            self._present(keep_view=True)

    def guest(self, place: Place) -> Guest | None:
        """Return what stands at a place, if anything."""
        found = self._sides.guests.get(place) if self._sides is not None else None
        return found[0] if found is not None else None

    def set_guest_table(self, place: Place, table: GreyTable | RgbTable) -> None:
        """Show a guest through another table."""
        if self._sides is not None:
            self._sides.set_guest_table(place, table)
            self._show_tables()

    def is_of_other_film(self, pane: Pane) -> bool:
        """Whether a pane shows a guest of another film just now."""
        return any(pane is self.pane_at(place) for place in self._strangers())

    def show_map(self, layer: MapLayer | None) -> None:
        """Lay a map over the enhanced picture, or none; not while the original is held."""
        self._map = layer
        self._lay_map()

    def show_reliability(self, layer: MapLayer | None) -> None:
        """Lay the reliability over the enhanced picture instead of any other map, or no longer."""
        self._reliability = layer
        self._lay_map()

    @property
    def map_layer(self) -> MapLayer | None:
        """The map over the enhanced picture, whether or not it is hidden just now."""
        return self._reliability or self._map

    def _lay_map(self) -> None:
        self.enhanced.show_map(None if self._is_held else self.map_layer)

    def clear(self) -> None:
        """Show nothing."""
        self._sides = None
        self._looks_before = {}
        self._map = None
        self._reliability = None
        self.hold_original(False)
        for pane in self.all_panes:
            pane.reserve_ribbon(False)
            pane.borrow_texts(None)
            pane.clear()

    def hold_original(self, is_held: bool) -> None:
        """Show the original in every pane while held; zoom and pan stay as they are.

        But where it was cut or turned, the whole original is shown, as it was.
        """
        if is_held == self._is_held:
            return
        self._is_held = is_held
        if self._sides is None:
            return
        if is_held and not self._sides.are_alike:
            self._looks_before = {pane: pane.look for pane in self.all_panes}
        self._present(keep_view=True)
        if is_held and self._looks_before:
            self.fit()
        elif self._looks_before:
            looks, self._looks_before = self._looks_before, {}
            with self._links.quiet():
                for pane, look in looks.items():
                    pane.set_look(look)

    @property
    def is_original_held(self) -> bool:
        """Whether every pane shows the original just now."""
        return self._is_held

    @property
    def view_layout(self) -> Layout:
        """Which pictures are on screen."""
        return self._layout

    def set_view_layout(self, layout: Layout) -> None:
        """Show one pane, two or four."""
        if layout is self._layout:
            return
        lead = self._shown[-1]
        self._layout = layout
        self._arrange()
        if self._sides is not None:
            self._present(keep_view=True)
            if lead.look.is_fitted:
                lead.fit()
            self._links.follow(lead)
        self.layout_changed.emit()

    @property
    def is_linked(self) -> bool:
        """Whether zooming one pane zooms the others."""
        return self._links.is_on

    def set_linked(self, is_linked: bool) -> None:
        """Link zoom and pan, starting from the enhanced pane's, or part them."""
        self._links.switch(is_on=is_linked)
        self._links.follow(self.enhanced)

    def set_tool(self, tool: Tool) -> None:
        """Choose what dragging with the left button does, in all panes."""
        for pane in self.all_panes:
            pane.tool = tool

    def set_smooth(self, is_smooth: bool) -> None:
        """Interpolate enlarged pixels in all panes, or repeat them."""
        for pane in self.all_panes:
            pane.is_smooth = is_smooth

    def set_wheel_zooms(self, wheel_zooms: bool) -> None:
        """Let the wheel zoom in all panes, rather than step through the films."""
        for pane in self.all_panes:
            pane.wheel_zooms = wheel_zooms

    def fit(self) -> None:
        """Show the whole film in all panes."""
        for pane in self.all_panes:
            pane.fit()

    def one_to_one(self) -> None:
        """Show each film pixel as one screen pixel in all panes."""
        for pane in self.all_panes:
            if pane.has_picture:
                pane.one_to_one()

    def shares(self, pane: Pane, row: float, column: float) -> tuple[Share, Share]:
        """Return where a point of a pane lies on the original and on the enhanced picture.

        Args:
            pane: Any; it shows a film.
            row: Of the point on the pane's film, as ``Pane.pointed`` says it.
            column: Likewise.

        Returns:
            Shares of the original and of the enhanced picture, as both are turned for display;
            below 0 or above 1 where the point is not on that film.
        """
        film, picture = pane.film, pane.picture
        if film is None or picture is None or self._sides is None or self.is_of_other_film(pane):
            return (-1.0, -1.0), (-1.0, -1.0)
        here = column / film.columns, row / film.rows
        wanted = (self._sides.original.layer.picture, self._sides.enhanced.layer.picture)
        first, second = (place_on(one.placement, picture.placement, here) for one in wanted)
        return first, second

    def beside(self, pane: Pane, row: float, column: float) -> tuple[float, float] | None:
        """Return the (row, column) of the other pane's film at a point of this one's; or None."""
        other = self.enhanced if pane is self.original else self.original
        film, shown, picture = other.film, other.picture, pane.picture
        if film is None or shown is None or picture is None or pane.film is None:
            return None
        if self.is_of_other_film(pane) != self.is_of_other_film(other):
            return None
        here = column / pane.film.columns, row / pane.film.rows
        x, y = place_on(shown.placement, picture.placement, here)
        return (y * film.rows, x * film.columns) if 0 <= x <= 1 and 0 <= y <= 1 else None

    def _listen(self, place: Place) -> None:
        pane = self.pane_at(place)
        pane.invited.connect(lambda: self.guest_wanted.emit(place))

        def drag(dx: float, dy: float, _modifiers: Qt.KeyboardModifier) -> None:
            if self.is_of_other_film(pane):
                self.guest_window_dragged.emit(place, dx, dy)

        def started() -> None:
            if self.is_of_other_film(pane):
                self.guest_window_drag_started.emit(place)

        def ended() -> None:
            if self.is_of_other_film(pane):
                self.guest_window_drag_ended.emit(place)

        pane.window_dragged.connect(drag)
        pane.window_drag_started.connect(started)
        pane.window_drag_ended.connect(ended)

    @property
    def _shown(self) -> tuple[Pane, ...]:
        """The panes on screen; the last of them leads."""
        if self._layout is Layout.QUAD:
            return self.original, self.third, self.fourth, self.enhanced
        if self._layout is Layout.SIDE_BY_SIDE:
            return self.panes
        return (self.enhanced,)

    def _arrange(self) -> None:
        self._grid.show_only(self._shown)
        is_empty = self._sides is None
        for pane in (self.third, self.fourth):
            pane.invite("" if is_empty else self.tr("No recipe chosen"))

    def _strangers(self) -> list[Place]:
        """Return where another film stands just now."""
        guests = self._sides.guests.items() if self._sides is not None else ()
        return [
            place
            for place, (guest, _) in guests
            if guest.is_other_film and (place is not Place.LEFT or self.has_left_guest)
        ]

    @property
    def has_left_guest(self) -> bool:
        """Whether a guest stands where the original would."""
        guest = self.guest(Place.LEFT)
        if guest is None or self._layout is not Layout.SIDE_BY_SIDE:
            return False
        return guest.is_other_film or not self._is_held

    def _side_of(self, pane: Pane) -> Side | None:
        """Return what a pane shows just now."""
        sides = self._sides
        if sides is None or (pane is self.original and not self.has_left_guest):
            return sides.original if sides is not None else None
        if pane is self.enhanced:
            held = Side(sides.original.layer, sides.original.table, self.original)
            return held if self._is_held else sides.enhanced
        place = next(place for place in Place if self.pane_at(place) is pane)
        return sides.guest_side(place, self.original, is_held=self._is_held)

    def _present(self, *, keep_view: bool) -> None:
        assert self._sides is not None  # noqa: S101 - every caller has looked
        sides = {pane: self._side_of(pane) for pane in self.all_panes}
        self._links.set_strangers(frozenset(self.pane_at(place) for place in self._strangers()))
        is_marked = any(side.layer.picture.is_synthetic for side in sides.values() if side)
        self._arrange()
        with self._links.quiet():
            for pane, side in sides.items():
                pane.reserve_ribbon(is_marked)
                if side is None:
                    pane.clear()
                else:
                    pane.show_layer(side.layer, side.table, keep_view=keep_view)
                pane.borrow_texts(side.words if side is not None else None)
            for pane in self.all_panes:
                if pane.look.is_fitted:
                    pane.fit()  # at a scale that suits the others, too
        if keep_view and not self._is_held and not self.original.look.is_fitted:
            self._links.follow(self.original)  # whose place on the film is always the same
        self._lay_map()
        self._lay_wipe(is_marked)

    def _show_tables(self) -> None:
        if self._sides is None:
            return
        for pane in self.all_panes:
            side = self._side_of(pane)
            if side is not None:
                pane.set_table(side.table)
        if self._layout is Layout.WIPE:
            self.enhanced.set_wiped_table(self._sides.original.table)

    def _lay_wipe(self, is_marked: bool) -> None:
        assert self._sides is not None  # noqa: S101 - every caller has looked
        is_wiped = self._layout is Layout.WIPE and not self._is_held
        self.enhanced.set_wiped(
            self._sides.under() if is_wiped else None, self._sides.original.table
        )
        if self.enhanced.wipe is not None:
            self.enhanced.wipe.right = "Synthetic" if is_marked else "Enhanced"
