"""What lies over a film at places of the film as read, however it is turned, cut or zoomed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from engine import Orientation
from viewer.canvas.outline_overlay import OutlineItem
from viewer.canvas.pane import Pane
from viewer.canvas.shares import film_transform, picture_rect, view_transform


@dataclass(frozen=True, slots=True)
class FilmPlace:
    """How the film as read lies on its panes.

    Attributes:
        rows, columns: Of the film as read.
        orientation: How it is turned for display.
    """

    rows: int
    columns: int
    orientation: Orientation


def way_to_view(pane: Pane, place: FilmPlace) -> QTransform | None:
    """Return the way from (x, y) pixels of the film as read to view units of a pane.

    Pixels are counted from the outer edge of the first one: its middle is (0.5, 0.5). None where
    the pane is empty.
    """
    if pane.picture is None:
        return None
    shares = QTransform.fromScale(1 / place.columns, 1 / place.rows)
    from_film, is_possible = film_transform(pane.picture, place.orientation).inverted()
    return shares * from_film * view_transform(pane) if is_possible else None


class FilmItem(OutlineItem):
    """Draws in logical pixels of a pane, nowhere but on its picture.

    Args:
        pane: Over whose picture.
        z: Higher ones lie over lower ones.
        is_hidden: Whether it is not to be seen just now.
    """

    def __init__(self, pane: Pane, z: float, is_hidden: Callable[[], bool] = lambda: False) -> None:
        super().__init__(pane, z)
        self._is_hidden = is_hidden
        self._place: FilmPlace | None = None

    def lie_on(self, place: FilmPlace | None) -> None:
        """Draw on another film, or on one that is turned otherwise; None draws nothing."""
        self._place = place
        self._pane.viewport().update()

    def _draw(self, painter: QPainter, view: QTransform) -> None:
        if self._place is None or self._is_hidden():
            return
        way = way_to_view(self._pane, self._place)
        if way is None:
            return
        # Outwards to whole pixels, as the picture itself is drawn: no row of it stands out.
        seen = view.mapRect(picture_rect(self._pane)).toAlignedRect() & self._pane.rect()
        if seen.isEmpty():
            return
        painter.setClipRect(seen)
        self._draw_on_film(painter, way * view, QRectF(seen))

    def _draw_on_film(self, painter: QPainter, way: QTransform, seen: QRectF) -> None:
        """Draw.

        Args:
            painter: In logical pixels of the pane, clipped to the picture.
            way: From (x, y) pixels of the film as read to these.
            seen: The part of the pane that shows the picture.
        """
        raise NotImplementedError
