"""Rows at the foot of a step card that say where the step works."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine import WHOLE_FILM, Parameter, Region, RegionKind
from viewer.translator import said
from viewer.widgets.button import IconButton
from viewer.widgets.choice_rows import LabelledRow, SwitchRow
from viewer.widgets.combo import SmallComboBox
from viewer.widgets.label import ElidedLabel
from viewer.widgets.slider_row import SliderRow

translate = QCoreApplication.translate

_EDGE = Parameter("soft_edge_mm", "Soft edge", "mm", 0, 100, WHOLE_FILM.soft_edge_mm)
_OUTSIDE = Parameter("is_outside", "Outside", "", 0, 1, 0, is_whole=True, choices=(0, 1))


class RegionRows(QWidget):
    """One row while the step works on the whole film; its edge and its side otherwise.

    It shows what it is given and changes nothing itself.

    Signals:
        changing: The region while its edge is moved.
        changed: The region at rest.
        drawing_wanted: True to draw outlines on the film, False when done.
    """

    changing = Signal(object)
    changed = Signal(object)
    drawing_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region = WHOLE_FILM
        self._is_drawing = False
        self.kinds = tuple(RegionKind)
        self.combo = SmallComboBox(self.tr("Region"))
        for kind in self.kinds:
            more = "…" if kind is RegionKind.DRAWN else ""
            self.combo.addItem(f"{said(kind.title)}{more}")
        self.outlines = OutlineRow()
        self.edge = SliderRow(replace(_EDGE, label=self.tr("Soft edge")))
        self.outside = SwitchRow(replace(_OUTSIDE, label=self.tr("Outside")))
        self.outside.setToolTip(self.tr("Work everywhere but in the region"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(LabelledRow(self.tr("Region"), self.combo, is_stretched=True))
        for row in (self.outlines, self.edge, self.outside):
            column.addWidget(row)
        self._connect()
        self._show()

    @property
    def region(self) -> Region:
        """The region shown."""
        return self._region

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from top to bottom."""
        outlines = (self.outlines.draw, self.outlines.clear)
        return (self.combo, *outlines, self.edge.slider, self.outside.switch)

    def set_region(self, region: Region) -> None:
        """Show a region without a signal."""
        self._region = region
        self._show()

    def set_drawing(self, is_drawing: bool) -> None:
        """Show that outlines are being drawn on the film, or no longer."""
        self._is_drawing = is_drawing
        self._show()

    def _connect(self) -> None:
        self.combo.activated.connect(self._choose)
        self.edge.changing.connect(lambda mm: self.changing.emit(self._with_edge(mm)))
        self.edge.changed.connect(lambda mm: self.changed.emit(self._with_edge(mm)))
        self.outside.changed.connect(
            lambda side: self.changed.emit(replace(self._region, is_outside=bool(side)))
        )
        self.outlines.draw.clicked.connect(lambda: self.drawing_wanted.emit(not self._is_drawing))
        self.outlines.clear.clicked.connect(lambda: self.changed.emit(WHOLE_FILM))

    def _choose(self, index: int) -> None:
        kind = self.kinds[index]
        is_drawn = kind is RegionKind.DRAWN
        if self._is_drawing and not is_drawn:
            self.drawing_wanted.emit(False)
        if is_drawn and self._region.kind is not kind and not self._is_drawing:
            self.drawing_wanted.emit(True)
        elif not is_drawn and kind is not self._region.kind:
            chosen = replace(self._region, kind=kind, outlines=())
            self.changed.emit(WHOLE_FILM if chosen.is_whole else chosen)
        self._show()

    def _with_edge(self, soft_edge_mm: float) -> Region:
        return replace(self._region, soft_edge_mm=soft_edge_mm)

    def _show(self) -> None:
        region = self._region
        kind = RegionKind.DRAWN if self._is_drawing else region.kind
        self.combo.setCurrentIndex(self.kinds.index(kind))
        self.outlines.setVisible(kind is RegionKind.DRAWN)
        self.outlines.show_number(len(region.outlines), is_drawing=self._is_drawing)
        self.edge.setVisible(not region.is_whole)
        self.outside.setVisible(not region.is_whole)
        self.edge.set_value(region.soft_edge_mm)
        self.outside.set_value(int(region.is_outside))


def region_words(region: Region) -> str:
    """Return where a step works, in the head of its closed card: "Not exposed field"."""
    if not region.is_outside:
        return said(region.kind.title)
    return said(f"Not {region.kind.title.lower()}")


class OutlineRow(LabelledRow):
    """How many outlines there are, and buttons to draw more of them and to take them away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.number = ElidedLabel()
        self.draw = _button("plus", translate("OutlineRow", "Draw an outline on the film"))
        self.draw.setCheckable(True)
        self.clear = _button("trash", translate("OutlineRow", "Remove the outlines"))
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.number, 1)
        row.addWidget(self.draw)
        row.addWidget(self.clear)
        super().__init__(
            translate("OutlineRow", "Outlines"), held, is_stretched=True, parent=parent
        )

    def show_number(self, number: int, *, is_drawing: bool) -> None:
        """Say how many there are, and whether another is being drawn."""
        words = self.tr("{number} drawn").format(number=number) if number else self.tr("none yet")
        self.number.setText(self.tr("drawing…") if is_drawing and not number else words)
        self.number.set_ink("text" if number else "text_2")
        self.draw.setChecked(is_drawing)
        self.draw.set_icon("check" if is_drawing else "plus")
        draw, done = self.tr("Draw an outline on the film"), self.tr("Done drawing")
        self.draw.set_name(done if is_drawing else draw)
        self.clear.setEnabled(number > 0)


def _button(icon_name: str, name: str) -> IconButton:
    made = IconButton(icon_name, name, size=QSize(28, 24), icon_px=16, ground="raised")
    made.is_outlined = True
    return made
