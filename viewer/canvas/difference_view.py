"""A film under another one: wiped over it, or compared with it in colours."""

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.canvas.difference_item import DifferenceItem, DifferenceLayer
from viewer.canvas.film_view import FilmView, rgb
from viewer.canvas.legend import Legend
from viewer.canvas.picture_item import GreyTable, Layer, RgbTable
from viewer.canvas.wipe import KEY_SHARE, WipeBar


class DifferenceView(FilmView):
    """Shows one film, and how another picture of it compares.

    Left of the wipe bar, or above a level one, lies another picture. A difference lies over all.
    """

    wipe_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wipe: WipeBar | None = None
        self._is_wipe_level = False
        self._is_covered: bool | None = None
        self.difference = DifferenceItem()
        self.box.addItem(self.difference, ignoreBounds=True)

    @property
    def is_synthetic(self) -> bool:
        """Whether a network made part of what is shown, or of what it is compared with."""
        layer = self.difference.layer
        return super().is_synthetic or (layer is not None and layer.is_synthetic)

    @property
    def legend(self) -> Legend | None:
        """What the colours over the film mean, if there are any."""
        if self.difference.layer is not None:
            return self.difference.layer.legend
        return self.map.layer.legend if self.map.layer is not None else None

    def show_difference(self, layer: DifferenceLayer | None) -> None:
        """Lay a difference over the film, or none."""
        if layer is not self.difference.layer:
            self.difference.show_layer(layer)
            self.viewport().update()

    def set_wiped(self, layer: Layer | None, table: GreyTable | RgbTable | None = None) -> None:
        """Show another picture of the film left of the wipe bar, or no longer."""
        self.under.set_layer(layer)
        if table is not None:
            self.under.set_table(rgb(table))
        if layer is None:
            self.wipe = None
        elif self.wipe is None:
            self.wipe = WipeBar(is_level=self._is_wipe_level)
        self._clip_wipe()

    def cover(self, is_covered: bool | None) -> None:
        """Show the other picture alone, or the film alone; None ends it, and shows the bar."""
        if is_covered is not self._is_covered:
            self._is_covered = is_covered
            self._clip_wipe()

    def set_wipe_level(self, is_level: bool) -> None:
        """Let the wipe bar lie level, or stand upright."""
        self._is_wipe_level = is_level
        if self.wipe is not None:
            self.wipe.is_level = is_level
            self._clip_wipe()

    def set_wiped_table(self, table: GreyTable | RgbTable) -> None:
        """Show the picture left of the wipe bar through another table."""
        if self.under.layer is not None:
            self.under.set_table(rgb(table))

    def wipe_takes(self, point: QPointF) -> bool:
        """Whether the wipe bar is under a point."""
        return self.wipe is not None and self.wipe.takes(point, self.size())

    def move_wipe(self, at: float) -> None:
        """Put the wipe bar at a place along its way: x, or y if it is level."""
        if self.wipe is not None:
            self.wipe.move_to(at, self.size())
            self._clip_wipe()
            self.wipe_moved.emit()

    def push_wipe(self, steps: int) -> None:
        """Move the wipe bar by a few steps of the keyboard."""
        if self.wipe is not None:
            step = KEY_SHARE * (self.height() if self.wipe.is_level else self.width())
            self.move_wipe(self.wipe.at(self.size()) + steps * step)

    def _clip_wipe(self) -> None:
        whole = QRectF(0, 0, self.width(), self.height())
        enhanced = None if self.wipe is None else self.wipe.enhanced_side(self.size())
        if enhanced is not None and self.wipe is not None:
            if self._is_covered is not None:
                enhanced = QRectF() if self._is_covered else whole
                whole = whole if self._is_covered else QRectF()
            elif self.wipe.is_level:
                whole.setBottom(enhanced.top())
            else:
                whole.setRight(enhanced.left())
        self.under.set_clip(None if enhanced is None else whole)
        self.item.set_clip(enhanced)
        self.map.set_clip(enhanced)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt
        """Keep the wipe bar at its share of the pane."""
        super().resizeEvent(event)
        if getattr(self, "wipe", None) is not None:  # pyqtgraph calls it while it builds the view
            self._clip_wipe()
