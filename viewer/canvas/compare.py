"""Original and enhanced picture of one film: beside, over and against each other."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from engine import Picture
from viewer.canvas.blink import Blink
from viewer.canvas.choices import Layout
from viewer.canvas.difference_scale import DifferenceWish, difference_layer, dimmed
from viewer.canvas.difference_switch import DifferenceSwitch
from viewer.canvas.geometry import Look
from viewer.canvas.guest import Guest, Place
from viewer.canvas.guest_links import Share, place_on
from viewer.canvas.guest_sides import Side, Sides
from viewer.canvas.map_overlay import MapLayer
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import GreyTable, RgbTable
from viewer.canvas.quad_view import QuadView

UNIT_KEY: Final = "Shift+D"


class CompareView(QuadView):
    """Four panes on one film and its guests; ``original`` and ``enhanced`` are always of the film.

    Zoom and pan of all are linked, unless the user has parted them.
    """

    blink_changed = Signal()
    unit_wanted = Signal()  # the other unit of the difference
    guest_wanted = Signal(object)  # Place: somebody asked for a guest in an empty pane
    guest_window_drag_started = Signal(object)  # Place, of another film, as are the next two
    guest_window_dragged = Signal(object, float, float)  # as Pane.window_dragged
    guest_window_drag_ended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides: Sides | None = None
        self._looks_before: dict[Pane, Look] = {}
        self._map: MapLayer | None = None
        self._reliability: MapLayer | None = None
        self._is_held = False
        self._difference: DifferenceWish | None = None
        self._blink = Blink(self)
        self._blink.turned.connect(self._blinked)
        self.switch = DifferenceSwitch(self.enhanced, UNIT_KEY)
        self.switch.pressed.connect(self.unit_wanted)
        for toolbar in self.toolbars:
            toolbar.original_held.connect(self.hold_original)
        for place in Place:
            self._listen(place)
        for pane in self.all_panes:
            pane.window_drag_started.connect(self._blink.stop)

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
        self._blink.stop()
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
            self._show_table(self.pane_at(place))

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
        is_hidden = self._is_held or self._layout is Layout.DIFFERENCE
        self.enhanced.show_map(None if is_hidden else self.map_layer)

    def clear(self) -> None:
        """Show nothing."""
        self._blink.stop()
        self._sides = None
        self._looks_before = {}
        self._map = None
        self._reliability = None
        self.hold_original(False)
        for pane in self.all_panes:
            pane.invite("")
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

    def set_wipe_level(self, is_level: bool) -> None:
        """Let the wipe bar lie level, or stand upright."""
        self.enhanced.set_wipe_level(is_level)

    def set_difference(self, wish: DifferenceWish | None) -> None:
        """Say how the difference is to be shown, from the next tables on."""
        self._difference = wish

    @property
    def is_blinking(self) -> bool:
        """Whether original and enhanced take turns in the enhanced pane."""
        return self._blink.is_on

    def blink(self, *, is_on: bool) -> None:
        """Let original and enhanced take turns, twice a second, or no longer."""
        if is_on and self._sides is not None:
            self._blink.start()
        else:
            self._blink.stop()

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

    def _relay(self) -> None:
        self._blink.stop()
        if self._sides is not None:
            self._present(keep_view=True)

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
            return self._enhanced_side(sides)
        place = next(place for place in Place if self.pane_at(place) is pane)
        return sides.guest_side(place, self.original.own_words, is_held=self._is_held)

    def _enhanced_side(self, sides: Sides) -> Side:
        if self._is_held:
            return Side(sides.original.layer, sides.original.table, self.original.own_words)
        if self._layout is Layout.DIFFERENCE and not self._blink.is_on:
            return Side(sides.enhanced.layer, dimmed(sides.enhanced.table))
        return sides.enhanced

    def _present(self, *, keep_view: bool) -> None:
        assert self._sides is not None  # noqa: S101 - every caller has looked
        sides = {pane: self._side_of(pane) for pane in self.all_panes}
        self._links.set_strangers(frozenset(self.pane_at(place) for place in self._strangers()))
        is_marked = any(side.layer.picture.is_synthetic for side in sides.values() if side)
        for pane in (self.third, self.fourth):
            pane.invite(self.tr("No recipe chosen"))
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
        self._lay_wipe()
        self._lay_difference()

    def _show_tables(self) -> None:
        if self._sides is None:
            return
        for pane in self.all_panes:
            self._show_table(pane)
        self.enhanced.set_wiped_table(self._sides.original.table)
        self._lay_difference()

    def _show_table(self, pane: Pane) -> None:
        side = self._side_of(pane)
        if side is not None:
            pane.set_table(side.table)

    def _lay_wipe(self) -> None:
        """Lay the original under the enhanced picture, for the wipe bar or to take turns."""
        assert self._sides is not None  # noqa: S101 - every caller has looked
        pane, blink = self.enhanced, self._blink
        is_wiped = (self._layout is Layout.WIPE or blink.is_on) and not self._is_held
        pane.set_wiped(self._sides.under() if is_wiped else None, self._sides.original.table)
        pane.cover(blink.is_original if blink.is_on and is_wiped else None)
        is_synthetic = self._sides.enhanced.layer.picture.is_synthetic
        words = self.tr("Original"), self.tr("Synthetic") if is_synthetic else self.tr("Enhanced")
        if pane.wipe is not None:
            pane.wipe.left, pane.wipe.right = words
        pane.set_badge(words[not blink.is_original] if blink.is_on and is_wiped else "")
        if blink.is_on and blink.is_original and not self._is_held:
            pane.borrow_texts(self.original.own_words)

    def _lay_difference(self) -> None:
        wish, sides, layer = self._difference, self._sides, None
        is_wanted = self._layout is Layout.DIFFERENCE and not self._is_held
        if is_wanted and not self._blink.is_on and sides is not None and wish is not None:
            layer = difference_layer(sides.under(), sides.enhanced.layer, wish)
        self.enhanced.show_difference(layer)
        self.switch.follow(wish.unit if wish is not None and layer is not None else None)

    def _blinked(self) -> None:
        """Let the other picture be seen; all of it once at the beginning and at the end."""
        if self._sides is not None:
            self._present(keep_view=True)
        self.blink_changed.emit()
