"""Original and enhanced picture of one film: beside each other, alone, or wiped over."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import AS_READ, Picture, Placement, laid_on
from viewer.canvas import style
from viewer.canvas.choices import Layout, Tool
from viewer.canvas.geometry import Look, film_of, film_of_result
from viewer.canvas.map_overlay import MapLayer
from viewer.canvas.pane import Pane
from viewer.canvas.pane_toolbar import PaneToolbar
from viewer.canvas.picture_item import GreyTable, Layer, RgbTable

Share = tuple[float, float]
"""(x, y) shares of a width and a height, 0..1 on the film."""


@dataclass(slots=True)
class _Side:
    """What one side is to show, whether or not it is on screen just now."""

    layer: Layer
    table: GreyTable | RgbTable


class CompareView(QWidget):
    """Two panes on one film; ``original`` and ``enhanced`` are there for texts and signals.

    Zoom and pan of both are linked, unless the user has parted them.
    """

    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.original = Pane(self)
        self.enhanced = Pane(self)
        self._layout = Layout.SIDE_BY_SIDE
        self._sides: tuple[_Side, _Side] | None = None
        self._laid: tuple[Layer, Layer, Layer] | None = None
        self._look_before: Look | None = None
        self._map: MapLayer | None = None
        self._reliability: MapLayer | None = None
        self._is_held = False
        self._is_linked = True
        self._is_linking = False
        self._separator = _separator(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.original, 1)
        self._row.addWidget(self._separator)
        self._row.addWidget(self.enhanced, 1)
        self.setFocusProxy(self.enhanced)
        for pane, other in self._pairs():
            pane.setMinimumSize(64, 64)
            pane.partner = other
            pane.view_changed.connect(lambda pane=pane, other=other: self._link(pane, other))
        self.toolbars = tuple(PaneToolbar(pane) for pane in self.panes)
        for toolbar in self.toolbars:
            toolbar.original_held.connect(self.hold_original)

    @property
    def panes(self) -> tuple[Pane, Pane]:
        """Original and enhanced."""
        return self.original, self.enhanced

    @property
    def all_panes(self) -> tuple[Pane, ...]:
        """Original and enhanced, and the further ones of the layout two by two."""
        return self.panes

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
        film = film_of(original)
        first = self._layer_of(original) or Layer(original, film)
        second = first if enhanced is original else self._layer_of(enhanced)
        second = second or Layer(enhanced, film_of_result(enhanced, film))
        self._sides = _Side(first, original_table), _Side(second, enhanced_table)
        self._present(keep_view=keep_view)

    def set_tables(
        self, original_table: GreyTable | RgbTable, enhanced_table: GreyTable | RgbTable
    ) -> None:
        """Show the same pictures through other tables."""
        if self._sides is None:
            return
        original, enhanced = self._sides
        original.table, enhanced.table = original_table, enhanced_table
        self.original.set_table(original_table)
        self.enhanced.set_table(original_table if self._is_held else enhanced_table)
        if self._layout is Layout.WIPE:
            self.enhanced.set_wiped_table(original_table)

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
        self._laid = None
        self._look_before = None
        self._map = None
        self._reliability = None
        self.hold_original(False)
        for pane in self.panes:
            pane.reserve_ribbon(False)
            pane.clear()

    def hold_original(self, is_held: bool) -> None:
        """Show the original in every pane while held; zoom and pan stay as they are.

        But where it was cut or turned, the whole original is shown, as it was.
        """
        if is_held == self._is_held:
            return
        self._is_held = is_held
        self.enhanced.borrow_texts(self.original if is_held else None)
        if self._sides is None:
            return
        if is_held and not self._placement.is_identity:
            self._look_before = self.enhanced.look
        self._present(keep_view=True)
        if is_held and self._look_before is not None:
            self.enhanced.fit()
        elif self._look_before is not None:
            look, self._look_before = self._look_before, None
            self.enhanced.set_look(look)

    @property
    def is_original_held(self) -> bool:
        """Whether every pane shows the original just now."""
        return self._is_held

    @property
    def view_layout(self) -> Layout:
        """Which pictures are on screen."""
        return self._layout

    def set_view_layout(self, layout: Layout) -> None:
        """Show one pane or two."""
        if layout is self._layout:
            return
        self._layout = layout
        is_double = layout is Layout.SIDE_BY_SIDE
        if self.original.hasFocus():  # Qt would hand it on as if by the Tab key
            self.enhanced.setFocus(Qt.FocusReason.OtherFocusReason)
        self.original.setVisible(is_double)
        self._separator.setVisible(is_double)
        self._row.activate()
        if self._sides is not None:
            self._present(keep_view=True)
            if self.enhanced.look.is_fitted:
                self.enhanced.fit()
            self._link(self.enhanced, self.original)
        self.layout_changed.emit()

    @property
    def is_linked(self) -> bool:
        """Whether zooming one pane zooms the other."""
        return self._is_linked

    def set_linked(self, is_linked: bool) -> None:
        """Link zoom and pan, starting from the enhanced pane's, or part them."""
        self._is_linked = is_linked
        for pane, other in self._pairs():
            pane.partner = other if is_linked else None
        if is_linked and self.enhanced.has_picture:
            self._link(self.enhanced, self.original)

    def set_tool(self, tool: Tool) -> None:
        """Choose what dragging with the left button does, in both panes."""
        for pane in self.panes:
            pane.tool = tool

    def set_smooth(self, is_smooth: bool) -> None:
        """Interpolate enlarged pixels in both panes, or repeat them."""
        for pane in self.panes:
            pane.is_smooth = is_smooth

    def set_wheel_zooms(self, wheel_zooms: bool) -> None:
        """Let the wheel zoom in both panes, rather than step through the films."""
        for pane in self.panes:
            pane.wheel_zooms = wheel_zooms

    def fit(self) -> None:
        """Show the whole film in both panes."""
        for pane in self.panes:
            pane.fit()

    def one_to_one(self) -> None:
        """Show each film pixel as one screen pixel in both panes."""
        for pane in self.panes:
            pane.one_to_one()

    def shares(self, pane: Pane, row: float, column: float) -> tuple[Share, Share]:
        """Return where a point of a pane lies on the original and on the enhanced picture.

        Args:
            pane: Either; it shows a film.
            row: Of the point on the pane's film, as ``Pane.pointed`` says it.
            column: Likewise.

        Returns:
            Shares of the original and of the enhanced picture, as both are turned for display;
            below 0 or above 1 where the point is not on that film.
        """
        film, placement = pane.film, self._placement
        if film is None:
            return (-1.0, -1.0), (-1.0, -1.0)
        here = column / film.columns, row / film.rows
        if pane is self.enhanced and not self._is_held:
            return placement.on_film(*here), here
        return here, placement.inverse().on_film(*here)

    def beside(self, pane: Pane, row: float, column: float) -> tuple[float, float] | None:
        """Return the (row, column) of the other pane's film at a point of this one's; or None."""
        other = self.enhanced if pane is self.original else self.original
        film = other.film
        if film is None:
            return None
        is_result = other is self.enhanced and not self._is_held
        x, y = self.shares(pane, row, column)[is_result]
        return (y * film.rows, x * film.columns) if 0 <= x <= 1 and 0 <= y <= 1 else None

    @property
    def _placement(self) -> Placement:
        """Where the enhanced picture lies on the original."""
        return AS_READ if self._sides is None else self._sides[1].layer.picture.placement

    def _pairs(self) -> tuple[tuple[Pane, Pane], tuple[Pane, Pane]]:
        return (self.original, self.enhanced), (self.enhanced, self.original)

    def _layer_of(self, picture: Picture) -> Layer | None:
        """Return the layer that has a picture already, with its reductions."""
        for side in self._sides or ():
            if side.layer.picture is picture:
                return side.layer
        return None

    def _present(self, *, keep_view: bool) -> None:
        assert self._sides is not None  # noqa: S101 - every caller has looked
        original, enhanced = self._sides
        shown = original if self._is_held else enhanced
        is_marked = enhanced.layer.picture.is_synthetic
        for pane in self.panes:
            pane.reserve_ribbon(is_marked)
        self._is_linking = True
        self.original.show_layer(original.layer, original.table, keep_view=keep_view)
        self.enhanced.show_layer(shown.layer, shown.table, keep_view=keep_view)
        if self.original.look.is_fitted:
            self.original.fit()  # at a scale that suits the other film, too
        self._is_linking = False
        if keep_view and not self._placement.is_identity and not self._is_held:
            self._link(self.original, self.enhanced)
        self._lay_map()
        is_wiped = self._layout is Layout.WIPE and not self._is_held
        self.enhanced.set_wiped(self._under() if is_wiped else None, original.table)
        if self.enhanced.wipe is not None:
            self.enhanced.wipe.right = "Synthetic" if is_marked else "Enhanced"

    def _link(self, moved: Pane, other: Pane) -> None:
        if self._is_linked and not self._is_linking:
            self._unlinked(lambda: self._follow(moved, other))

    def _follow(self, moved: Pane, other: Pane) -> None:
        """Look at the same place of the body, at the same scale."""
        look, film, shown = moved.look, moved.film, other.film
        is_same = self._is_held or self._placement.is_identity
        if is_same or film is None or shown is None:
            other.set_look(look)
        elif look.is_fitted:
            other.fit()
        else:
            place = self.shares(moved, look.y / film.row_units, look.x)
            x, y = place[other is self.enhanced and not self._is_held]
            other.set_look(Look(x * shown.width, y * shown.height, look.scale))

    def _unlinked(self, work: Callable[[], object]) -> None:
        """Do something to one pane that the other shall not follow."""
        self._is_linking = True
        work()
        self._is_linking = False

    def _under(self) -> Layer:
        """Return the original as it lies under the enhanced picture: cut and turned alike."""
        assert self._sides is not None  # noqa: S101 - there is something to wipe
        original, enhanced = (side.layer for side in self._sides)
        if enhanced.picture.placement.is_identity:
            return original
        if self._laid is None or self._laid[:2] != (original, enhanced):
            picture = laid_on(original.picture, enhanced.picture)
            self._laid = original, enhanced, Layer(picture, enhanced.film)
        return self._laid[2]


def _separator(parent: QWidget) -> QWidget:
    line = QWidget(parent)
    line.setFixedWidth(1)
    line.setAutoFillBackground(True)
    palette = line.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(style.HAIRLINE))
    line.setPalette(palette)
    return line
