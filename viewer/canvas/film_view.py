"""A film in a pyqtgraph view: what is shown, and which part of it how large."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from engine import Picture
from viewer.canvas import style
from viewer.canvas.geometry import Film, Look, clamped_scale, fitted, fitting_scale
from viewer.canvas.map_overlay import MapItem, MapLayer
from viewer.canvas.picture_item import GreyTable, PictureItem, RgbTable, rgb_table
from viewer.theme.focus import NO_RING


class FilmView(pg.GraphicsView):  # type: ignore[misc]
    """Shows one picture of one film, at most a second one under it and one map over it.

    Screen and film are tied by a ``Look``; view units are columns of the film, y down. Further
    items (measurements) may be added to ``box``, in view units.
    """

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=style.CANVAS)
        # The default leaves stale seams after a resize, seen only under a real X server.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag(0))
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self.box.disableAutoRange()
        self.setCentralItem(self.box)
        self.under = PictureItem()
        self.item = PictureItem()
        self.map = MapItem()
        for item in (self.under, self.item, self.map):
            self.box.addItem(item, ignoreBounds=True)
        self.setProperty(NO_RING, True)  # it paints one of its own, that no film hides
        self.look = Look(0.0, 0.0, 1.0)
        self._applied: object = None  # what the box was last told
        self.partners: tuple[FilmView, ...] = ()
        """Of the same film: all are fitted at one scale."""
        self._has_ribbon_room = False
        self._table: GreyTable | RgbTable | None = None

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to look at."""
        return self.item.layer is not None

    @property
    def picture(self) -> Picture | None:
        """The picture on show."""
        return self.item.layer.picture if self.item.layer else None

    @property
    def film(self) -> Film | None:
        """The grid it is placed on."""
        return self.item.layer.film if self.item.layer else None

    @property
    def is_synthetic(self) -> bool:
        """Whether a network made part of what is shown."""
        under, shown = self.under.layer, self.item.layer
        return any(layer.picture.is_synthetic for layer in (under, shown) if layer is not None)

    def set_table(self, table: GreyTable | RgbTable) -> None:
        """Show the same picture through another table; nothing is resampled."""
        if table is not self._table:
            self._table = table
            self.item.set_table(rgb(table))

    def show_map(self, layer: MapLayer | None) -> None:
        """Lay a map over the film on show, or none."""
        if layer is not self.map.layer or layer is not None:
            self.map.show_layer(layer, self.film)
            self.viewport().update()

    @property
    def is_smooth(self) -> bool:
        """Whether pixels shown larger than 1:1 are interpolated."""
        return self.item.is_smooth

    @is_smooth.setter
    def is_smooth(self, is_smooth: bool) -> None:
        self.item.is_smooth = is_smooth
        self.under.is_smooth = is_smooth
        self.viewport().update()

    @property
    def zoom(self) -> float:
        """Screen pixels per film pixel, in per cent: 100 is 1:1 on any display density."""
        return float(self.look.scale * self.devicePixelRatioF() * 100)

    def set_look(self, look: Look) -> None:
        """Look at another part of the film, kept on it and within the zoom limits."""
        film = self.film
        if film is None:
            return
        scale = clamped_scale(look.scale, self.devicePixelRatioF())
        bounded = Look(look.x, look.y, scale, look.is_fitted).kept_on(film)
        is_other = bounded != self.look
        self.look = bounded
        self._apply()
        if is_other:
            self.view_changed.emit()

    def fit(self) -> None:
        """Show the whole film, and keep showing it when the pane changes its size."""
        if self.film is not None:
            self.set_look(fitted(self.film, self.fitting_scale))

    @property
    def fitting_scale(self) -> float:
        """The scale at which the whole film is seen, and each of its partners'."""
        films = [self.film, *(view.film for view in self._shown_partners())]
        return fitting_scale([film for film in films if film is not None], self._room())

    def fit_part(self, part: QRectF) -> None:
        """Show a part of the film, in view units, as large as it fits."""
        wide, high = self._room()
        scale = min(wide / max(1.0, part.width()), high / max(1.0, part.height()))
        middle = part.center()
        self.set_look(Look(middle.x(), middle.y(), scale))

    def one_to_one(self) -> None:
        """Show each film pixel as one screen pixel, about the middle of the pane."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._scale_to(self.look, 1 / self.devicePixelRatioF(), middle)

    def zoom_about(self, factor: float, point: QPointF) -> None:
        """Enlarge by a factor; what lies under a point of the pane stays there."""
        self.zoom_from(self.look, factor, point)

    def zoom_from(self, look: Look, factor: float, point: QPointF) -> None:
        """Enlarge an earlier look by a factor, about a point of the pane."""
        self._scale_to(look, look.scale * factor, point)

    def reserve_ribbon(self, is_reserved: bool) -> None:
        """Fit films clear of a synthetic ribbon, even where only a partner has one."""
        if is_reserved != self._has_ribbon_room:
            self._has_ribbon_room = is_reserved
            if self.look.is_fitted:
                self.fit()

    def film_point(self, point: QPointF) -> tuple[float, float] | None:
        """Return the (row, column) of the film at a point of the pane, or None beside it."""
        film = self.film
        if film is None:
            return None
        x, y = self.look.to_view((point.x(), point.y()), (self.width(), self.height()))
        row, column = y / film.row_units, x
        is_on = 0 <= row < film.rows and 0 <= column < film.columns
        return (row, column) if is_on else None

    def _scale_to(self, look: Look, scale: float, point: QPointF) -> None:
        scale = clamped_scale(scale, self.devicePixelRatioF())
        size = (self.width(), self.height())
        self.set_look(look.scaled(scale, (point.x(), point.y()), size))

    def _shown_partners(self) -> list["FilmView"]:
        return [view for view in self.partners if view.isVisible() and view.has_picture]

    def _room(self) -> tuple[float, float]:
        """Return the room that every pane on screen has."""
        partners = self._shown_partners()
        panes = partners if partners and not self.isVisible() else [self, *partners]
        width = min(pane.width() for pane in panes)
        height = min(pane.height() for pane in panes)
        if self._has_ribbon_room or self.is_synthetic:
            height -= 2 * (style.RIBBON_PX + style.FRAME_PX)
        return float(max(1, width)), float(max(1, height))

    def _apply(self) -> None:
        if self.width() < 1 or self.height() < 1 or self.film is None:
            return
        applied = (self.look, self.size())
        if applied == self._applied:  # another picture of the same film
            self.viewport().update()
            return
        self._applied = applied
        half_x = self.width() / 2 / self.look.scale
        half_y = self.height() / 2 / self.look.scale
        self.box.setRange(
            xRange=(self.look.x - half_x, self.look.x + half_x),
            yRange=(self.look.y - half_y, self.look.y + half_y),
            padding=0,
        )
        self.viewport().update()

    def close(self) -> bool:
        """Close the window only: pyqtgraph's own tears the scene down and may crash."""
        return QWidget.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt
        """Keep the whole film, or what lies in the middle."""
        super().resizeEvent(event)
        if not hasattr(self, "look"):  # pyqtgraph calls it while it builds the view
            return
        self._applied = None  # whatever pyqtgraph made of the box meanwhile
        if self.look.is_fitted:
            self.fit()
        self._apply()


def rgb(table: GreyTable | RgbTable) -> RgbTable:
    """Return a table as the item wants it, whether it holds grey levels or colours."""
    if table.dtype == np.uint32:
        return table  # type: ignore[return-value]
    return rgb_table(table)  # type: ignore[arg-type]
