"""Four panes, of which a layout shows some, and which are zoomed together."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.canvas.choices import Layout, Tool
from viewer.canvas.guest import Place
from viewer.canvas.guest_links import Links
from viewer.canvas.pane import Pane
from viewer.canvas.pane_toolbar import PaneToolbar
from viewer.canvas.quad import PaneGrid


class QuadView(QWidget):
    """Panes beside and over each other, without a thought of what is in them."""

    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.original = Pane(self)
        self.enhanced = Pane(self)
        self.third = Pane(self)
        self.fourth = Pane(self)
        self._layout = Layout.SIDE_BY_SIDE
        self._alone: Pane | None = None
        self._before_single = Layout.SIDE_BY_SIDE
        self._grid = PaneGrid(self, self.all_panes)
        self._links = Links(self.all_panes)
        self.toolbars = tuple(PaneToolbar(pane) for pane in self.all_panes)
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

    @property
    def view_layout(self) -> Layout:
        """Which pictures are on screen."""
        return self._layout

    def set_view_layout(self, layout: Layout) -> None:
        """Show one pane, two or four."""
        if layout is not self._layout or self._alone is not None:
            self._change_layout(layout, None)

    def toggle_maximised(self, pane: Pane) -> None:
        """Give one pane all the room, or go back to the layout before."""
        if self._alone is not None:
            self._change_layout(self._layout, None)
        elif pane is not self.enhanced:
            self._change_layout(self._layout, pane)
        elif self._layout is Layout.SINGLE:
            self._change_layout(self._before_single, None)
        else:
            self._change_layout(Layout.SINGLE, None)

    def _change_layout(self, layout: Layout, alone: Pane | None) -> None:
        lead = self._shown[-1]
        if layout is Layout.SINGLE and self._layout is not Layout.SINGLE:
            self._before_single = self._layout
        self._layout, self._alone = layout, alone
        self._arrange()
        self._relay()
        if lead.has_picture:
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

    @property
    def _shown(self) -> tuple[Pane, ...]:
        """The panes on screen; the last of them leads."""
        if self._alone is not None:
            return (self._alone,)
        if self._layout is Layout.QUAD:
            return self.original, self.third, self.fourth, self.enhanced
        if self._layout is Layout.SIDE_BY_SIDE:
            return self.panes
        return (self.enhanced,)

    def _arrange(self) -> None:
        self._grid.show_only(self._shown)
        self.setFocusProxy(self._shown[-1])

    def _relay(self) -> None:
        """Show in the panes what the layout in force wants there."""
