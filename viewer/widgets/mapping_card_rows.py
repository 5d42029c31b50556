"""Body of the card *Interpretable mapping*: strength, its four maps, and what to do with them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from engine import Parameter
from viewer.film_maps import MAPS, FilmMaps
from viewer.theme import TextRole, theme
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.button import FlatButton
from viewer.widgets.card_body import CardBody
from viewer.widgets.label import Label
from viewer.widgets.map_row import MapRow
from viewer.widgets.segments import Segment, Segments

_STRENGTH, _FACTOR = "strength", "factor"
_HEAD, _FOOT, _SMALL = 20, 32, 24
_LOCK_COLUMN = 24 + 8  # the lock, and the gap before it

_FACTOR_TIPS = {
    4: QT_TRANSLATE_NOOP("MappingRows", "4: finer maps, four times as slow"),
    8: QT_TRANSLATE_NOOP("MappingRows", "8: what the network was trained on"),
    16: QT_TRANSLATE_NOOP("MappingRows", "16: coarser maps, four times as fast"),
}
_WINDOW_TIP = QT_TRANSLATE_NOOP(
    "MappingRows",
    "Set the film's window to this mapping's and switch the mapping off; "
    "DICOM's sigmoid reaches neither black nor white and so looks a little flatter",
)
_NO_WINDOW_TIP = QT_TRANSLATE_NOOP(
    "MappingRows",
    "One window cannot say it while maps a and m change the film: lock both first, "
    "and leave no step before the mapping that sets a window, nor one after it",
)


class MappingRows(CardBody):
    """Strength, four rows of 52 with a map each, the reduction and a menu.

    Args:
        parameters: Of the step.
        parent: Qt's owner.

    Signals:
        map_chosen: Name of the map to show over the picture, "" for none.
        export_wanted: The user wants the maps as a file.
        window_wanted: The user wants the window of the mapping, instead of the mapping.
    """

    map_chosen = Signal(str)
    export_wanted = Signal()
    window_wanted = Signal()

    def __init__(self, parameters: tuple[Parameter, ...], parent: QWidget | None = None) -> None:
        known = {parameter.name: parameter for parameter in parameters}
        super().__init__((known[_STRENGTH],), parent)
        self._maps: FilmMaps | None = None
        self._factors = known[_FACTOR].choices
        self.map_rows = {kind.name: MapRow(kind, known[kind.name], self) for kind in MAPS}
        self.factor = Segments(
            [
                Segment(f"{choice:.0f}", tip=self.tr(_FACTOR_TIPS[int(choice)]))
                for choice in self._factors
            ],
            self.tr("Reduction of the film for the network"),
            height=_SMALL,
        )
        self.more = FlatButton(self.tr("Maps"), height=_SMALL, colour_role="text_2")
        self.export = QAction(self.tr("Export maps…"))
        self.use_window = QAction(self.tr("Use as window"))
        self._head = self._headings()
        self.column.addWidget(self._head)
        for row in self.map_rows.values():
            self.column.addWidget(row)
        self._foot = self._footer()
        self.column.addWidget(self._foot)
        self._connect()
        self._fit()
        self.set_maps(None)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from top to bottom."""
        rows = [stop for row in self.map_rows.values() for stop in row.tab_stops]
        return (*super().tab_stops, *rows, self.factor, self.more)

    def set_values(self, values: Mapping[str, float]) -> None:
        """Show these values, by name of the parameter, without a signal."""
        super().set_values(values)
        for name, row in self.map_rows.items():
            row.set_override(values[name], is_locked=bool(values[row.kind.lock]))
        self.factor.set_index(self._factors.index(values[_FACTOR]))

    def set_maps(self, maps: FilmMaps | None) -> None:
        """Show the maps of a film, or that there are none yet."""
        if maps is not None and maps is self._maps:
            return
        self._maps = maps
        for row in self.map_rows.values():
            row.set_maps(maps)
        can = maps is not None and maps.view.window is not None
        self.export.setEnabled(maps is not None)
        self.use_window.setEnabled(can)
        self.use_window.setToolTip(self.tr(_WINDOW_TIP if can else _NO_WINDOW_TIP))
        self.set_pixel(None)

    def set_pixel(self, pixel: tuple[float, float] | None) -> None:
        """Show the values at a pixel, (row, column) as shares of the film; else the medians."""
        maps = self._maps
        values = {} if maps is None else maps.medians if pixel is None else maps.at(*pixel)
        for name, row in self.map_rows.items():
            row.set_value(values.get(name), is_probed=pixel is not None)

    def set_chosen(self, name: str) -> None:
        """Show which map lies over the picture, "" for none."""
        for kind, row in self.map_rows.items():
            row.set_chosen(kind == name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_foot"):
            self._fit()
        super().changeEvent(event)

    def _headings(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, _LOCK_COLUMN, 0)
        row.addWidget(Label(self.tr("Map and override"), TextRole.SECONDARY, "text_2"))
        row.addStretch(1)
        row.addWidget(Label(self.tr("at the pixel"), TextRole.SECONDARY, "text_2"))
        return made

    def _footer(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Reduction"), TextRole.SECONDARY, "text_2"))
        row.addWidget(self.factor)
        row.addStretch(1)
        row.addWidget(self.more)
        return made

    def _connect(self) -> None:
        for name, row in self.map_rows.items():
            row.changing.connect(partial(self.value_changing.emit, name))
            row.changed.connect(partial(self.value_changed.emit, name))
            row.locked.connect(partial(self.value_changed.emit, row.kind.lock))
            row.chosen.connect(partial(self._choose, name))
        self.factor.chosen.connect(
            lambda at: self.value_changed.emit(_FACTOR, float(self._factors[at]))
        )
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions([self.export, self.use_window])
        self.export.setToolTip(
            self.tr("Write a, b, m, centre and width as one TIFF of 32-bit floats")
        )
        self.export.triggered.connect(self.export_wanted)
        self.use_window.triggered.connect(self.window_wanted)
        self.more.set_menu(menu)
        self.more.setToolTip(self.tr("Export the maps, or use them as a window"))
        self.more.setAccessibleName(self.tr("Maps, menu"))

    def _choose(self, name: str, is_chosen: bool) -> None:
        self.map_chosen.emit(name if is_chosen else "")

    def _fit(self) -> None:
        look = theme()
        self._head.setFixedHeight(look.scaled(_HEAD))
        self._foot.setFixedHeight(look.scaled(_FOOT))
