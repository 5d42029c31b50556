"""Window centre and width: histogram with two handles, fields, presets with live pictures."""

from dataclasses import dataclass
from math import ceil, floor

import cv2
import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine import FULL_DISPLAY_WINDOW, Histogram, Picture, Voi, Window, auto_window
from viewer.voi_words import voi_name
from viewer.widgets.button import IconButton
from viewer.widgets.histogram import HistogramView
from viewer.widgets.number_field import NumberField
from viewer.widgets.preset import PresetButton

BARS = 296
CURVE_POINTS = 128
MARGIN = 0.04
PRESET_PX = (136, 112)  # twice 68 x 56
PRESETS_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Preset:
    """One window to choose.

    Attributes:
        name: What stands under it.
        voi: The window.
    """

    name: str
    voi: Voi


class WindowPanel(QWidget):
    """Body of the section *Window*."""

    voi_changed = Signal(object, bool)  # Voi, whether it is still being dragged
    settled = Signal()
    auto_wanted = Signal()
    invert_wanted = Signal()
    direction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted: Histogram | None = None
        self._voi: Voi | None = None
        self._presets: tuple[Preset, ...] = ()
        self._axis = (0.0, 1.0)
        self.histogram = HistogramView()
        self.histogram.window_changing.connect(lambda low, high: self._handles(low, high, True))
        self.histogram.window_changed.connect(lambda low, high: self._handles(low, high, False))
        self.width_field = NumberField(self.tr("Width"), low=1e-3)
        self.centre_field = NumberField(self.tr("Centre"))
        self.width_field.changed.connect(self._width_typed)
        self.centre_field.changed.connect(self._centre_typed)
        self.auto = _small_button("auto", self.tr("Auto window"), "0")
        self.auto.clicked.connect(self.auto_wanted)
        self.invert = _small_button("inv", self.tr("Invert"), "I")
        self.invert.setCheckable(True)
        self.invert.clicked.connect(self.invert_wanted)
        self.direction = _small_button("swap", self.tr("Drag up darkens"))
        self.direction.clicked.connect(self.direction_wanted)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)  # the buttons keep 2 px for their ring
        self._grid.setVerticalSpacing(4)
        self._grid.setContentsMargins(0, 2, 0, 0)
        for column_ in range(PRESETS_IN_A_ROW):
            self._grid.setColumnStretch(column_, 1)
        self._buttons: list[PresetButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.histogram)
        column.addLayout(self._fields())
        column.addLayout(self._grid)

    @property
    def presets(self) -> tuple[Preset, ...]:
        """The presets in the order of their number keys."""
        return self._presets

    def set_picture(
        self, picture: Picture, counted: Histogram, presets: tuple[Preset, ...], axis_name: str
    ) -> None:
        """Show another film, or another result of one."""
        is_same_film = self._counted is not None and self._counted.picture is picture
        self._counted = counted
        if not is_same_film:
            self._axis = _axis(counted, picture)
        low, high = self._axis
        number = int(min(BARS, max(1, high - low)))  # more would leave gaps between whole values
        self.histogram.set_bars(counted.bars(low, high, number), low, high)
        self.histogram.set_caption(axis_name)
        self._set_presets(picture, presets)

    def forget(self) -> None:
        """Let go of the film shown last; its numbers stay until another one is shown."""
        self._counted = None

    def set_voi(self, voi: Voi, *, is_inverted: bool, is_inverse: bool) -> None:
        """Show which window is in force."""
        self._voi = voi
        low = voi.centre - voi.width / 2
        self.histogram.set_window(low, low + voi.width)
        places = np.linspace(0.0, 1.0, CURVE_POINTS)
        grey = voi.grey(low + places * voi.width)
        shown = 1.0 - grey if is_inverted != is_inverse else grey
        self.histogram.set_curve(list(zip(places.tolist(), shown.tolist(), strict=True)))
        self.width_field.set_value(voi.width)
        self.centre_field.set_value(voi.centre)
        self.invert.setChecked(is_inverted)
        decimals = 0 if voi.width >= 20 else 2
        for field in (self.width_field, self.centre_field):
            field.set_decimals(decimals)
        chosen = next((i for i, preset in enumerate(self._presets) if preset.voi == voi), -1)
        for position, button in enumerate(self._buttons):
            button.setChecked(position == chosen)

    def set_up_darkens(self, up_darkens: bool) -> None:
        """Say in the tooltip which way the drag goes."""
        way = self.tr("Drag up darkens") if up_darkens else self.tr("Drag up brightens")
        self.direction.setToolTip(way + self.tr(": click to turn round"))
        self.direction.setAccessibleName(way)

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for field, share in ((self.width_field, 101), (self.centre_field, 107)):
            field.setMinimumWidth(96)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(field, share)  # "Centre" is the longer word; both hold 65 536
        for button in (self.auto, self.invert, self.direction):
            row.addWidget(button)
        return row

    def _set_presets(self, picture: Picture, presets: tuple[Preset, ...]) -> None:
        if len(presets) != len(self._buttons):
            for button in self._buttons:
                self._grid.removeWidget(button)
                button.hide()  # gives up the focus, which may be on it
                button.deleteLater()
            self._buttons = []
            for position in range(len(presets)):
                button = PresetButton("", str(position + 1))
                button.clicked.connect(lambda _=False, at=position: self._choose(at))
                row, column = divmod(position, PRESETS_IN_A_ROW)
                button.setMinimumWidth(60)
                self._grid.addWidget(button, row, column)
                self._buttons.append(button)
        self._presets = presets
        small = _reduced(picture)
        for preset, button in zip(presets, self._buttons, strict=True):
            button.set_label(preset.name)
            button.set_picture(_image(small, picture, preset.voi))

    def _choose(self, position: int) -> None:
        self.voi_changed.emit(self._presets[position].voi, False)

    def _handles(self, low: float, high: float, is_dragging: bool) -> None:
        self._emit((low + high) / 2, max(high - low, 1e-3), is_dragging)
        if not is_dragging:
            self.settled.emit()

    def _width_typed(self, width: float) -> None:
        if self._voi is not None:
            self._emit(self._voi.centre, width, False)

    def _centre_typed(self, centre: float) -> None:
        if self._voi is not None:
            self._emit(centre, self._voi.width, False)

    def _emit(self, centre: float, width: float, is_dragging: bool) -> None:
        if self._voi is None:
            return
        least = 1.0 if voi_name(self._voi) in ("linear", "full range") else 1e-3
        self.voi_changed.emit(self._voi.with_window(centre, max(least, width)), is_dragging)


def presets_of(picture: Picture, counted: Histogram, vois: tuple[Voi, ...]) -> tuple[Preset, ...]:
    """Return the windows to choose from: the file's own first, then auto and the full range.

    Args:
        picture: The film as read, or a display-ready result.
        counted: Its histogram.
        vois: The file's own; none for a display-ready result.
    """
    found = [
        Preset(voi.explanation or ("File" if i == 0 else f"File {i + 1}"), voi)
        for i, voi in enumerate(vois[:7])
    ]
    found.append(Preset("Auto", auto_window(counted)))
    full = FULL_DISPLAY_WINDOW if picture.is_display_ready else picture.full_range
    if not any((p.voi.centre, p.voi.width) == (full.centre, full.width) for p in found):
        found.append(Preset("Full range", full))
    return tuple(found)


def _small_button(icon: str, name: str, key: str = "") -> IconButton:
    made = IconButton(icon, name, key, size=QSize(24, 28), icon_px=16)  # room for five digits
    made.is_outlined = True
    return made


def axis_text(picture: Picture) -> str:
    """Return what the axis of the histogram counts."""
    if picture.is_display_ready:
        return "enhanced values, √ count"
    ends = picture.values[[0, -1]] - picture.first_stored
    is_stored = ends[0] == 0 and ends[1] == len(picture.values) - 1
    return "stored values, √ count" if is_stored else "modality values, √ count"


def _axis(counted: Histogram, picture: Picture) -> tuple[float, float]:
    """Return the range of the histogram: the film's values and its first window, with a margin."""
    low, high = counted.extent
    voi = picture.default_voi
    if isinstance(voi, Window):
        low = min(low, max(voi.centre - voi.width / 2, low - (high - low)))
        high = max(high, min(voi.centre + voi.width / 2, high + (high - low)))
    margin = max((high - low) * MARGIN, 1.0)
    return floor(low - margin) - 0.5, ceil(high + margin) + 0.5


def _reduced(picture: Picture) -> np.ndarray:
    rows, columns = picture.shape
    row_mm, column_mm = picture.spacing_mm
    width, height = float(columns), rows * row_mm / column_mm
    factor = max(PRESET_PX[0] / width, PRESET_PX[1] / height)  # fills the button, cut evenly
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(picture.indices, size, interpolation=cv2.INTER_AREA)
    top, left = (size[1] - PRESET_PX[1]) // 2, (size[0] - PRESET_PX[0]) // 2
    return small[max(0, top) : top + PRESET_PX[1], max(0, left) : left + PRESET_PX[0]]


def _image(small: np.ndarray, picture: Picture, voi: Voi) -> QImage:
    grey = np.ascontiguousarray(cv2.LUT(np.ascontiguousarray(small), picture.table(voi)))
    rows, columns = grey.shape
    return QImage(grey.data, columns, rows, grey.strides[0], QImage.Format.Format_Grayscale8).copy()
