"""A map over a picture: its colours, and what is to be said of it."""

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from viewer.canvas.geometry import Film
from viewer.canvas.legend import Legend
from viewer.canvas.picture_item import RgbTable, Sheet, SheetItem
from viewer.canvas.pyramid import Indices
from viewer.map_colours import overlay_table


@dataclass(frozen=True, slots=True)
class MapNotes:
    """What is to be said of a map in a corner of the pane.

    Attributes:
        shown: That it is there.
        dragged: What a drag with the window tool does now; "" where that is as always.
    """

    shown: str = ""
    dragged: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """One map, ready to be laid over the picture of its film.

    Attributes:
        indices: (rows, columns) uint16 into the colours of a map, turned as the film is; it
            covers the whole film, however many pixels it has.
        legend: What it is.
        notes: For a corner of the pane.
        colours: (65536,) uint32 premultiplied 0xAARRGGBB, one for each index.
    """

    indices: Indices
    legend: Legend
    notes: MapNotes = MapNotes()
    colours: RgbTable = field(default_factory=overlay_table)


class MapItem(SheetItem):
    """Draws a map over a film, clear where there is nothing to say, interpolated in between."""

    FORMAT = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        super().__init__()
        self.layer: MapLayer | None = None

    def show_layer(self, layer: MapLayer | None, film: Film | None) -> None:
        """Lay a map over the whole of a film, or none."""
        self.layer = layer if film is not None else None
        if layer is None or film is None:
            self.set_sheet(None)
        else:
            if layer.colours is not self._table:
                self.set_table(layer.colours)
            self.set_sheet(Sheet(layer.indices, film.width, film.height))
